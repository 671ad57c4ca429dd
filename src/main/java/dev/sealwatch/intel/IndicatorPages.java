package dev.sealwatch.intel;

import dev.sealwatch.intel.ThreatLists.Shown;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frame.Notice;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Caller;
import dev.sealwatch.security.Permission;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Set;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;

/** The page on which people say themselves who is bad. */
@Path("/security/indicators")
class IndicatorPages {

    private static final int GONE = 404;
    private static final String NUMBER = "[1-9][0-9]{0,17}";
    private static final String PAGE = "security/indicators";

    @CheckedTemplate(basePath = "intel")
    static class Templates {
        /** @param form null for those who may only look */
        static native TemplateInstance indicators(Frame frame, Shown listed, IndicatorForm form);

        /** @param word kept, removed or gone */
        static native TemplateInstance told(Frame frame, String word);
    }

    private final Frames frames;
    private final ThreatLists lists;
    private final ThreatStore store;
    private final Threats threats;

    IndicatorPages(Frames frames, ThreatLists lists, ThreatStore store, Threats threats) {
        this.frames = frames;
        this.lists = lists;
        this.store = store;
        this.threats = threats;
    }

    @GET
    @RolesAllowed(Permission.VIEW_AUDIT)
    public Uni<TemplateInstance> show(@Context RoutingContext context) {
        Frame frame = frames.of(context);
        return form(frame).flatMap(form -> page(frame, frame.isManages() ? form : null));
    }

    @POST
    @RolesAllowed(Permission.MANAGE)
    public Uni<RestResponse<String>> keep(
            @RestForm String id,
            @RestForm String indicator,
            @RestForm String type,
            @RestForm("threat_level") String level,
            @RestForm String description,
            @RestForm("expires_at") String expiresAt,
            @Context RoutingContext context) {
        IndicatorForm form = new IndicatorForm(
                number(id), said(indicator), said(type), said(level), said(description), said(expiresAt), Set.of());
        Frame frame = frames.of(context);
        return Uni.createFrom()
                .deferred(() -> kept(form, frame, Access.caller(context)))
                .flatMap(kept -> tell(context, "kept"))
                .onFailure(Refusal.class)
                .recoverWithUni(
                        refused -> refused.status() == GONE ? tell(context, "gone") : again(frame, form, refused));
    }

    @POST
    @Path("remove")
    @RolesAllowed(Permission.MANAGE)
    public Uni<RestResponse<String>> remove(@RestForm String id, @Context RoutingContext context) {
        Long known = number(id);
        return threats.remove(known == null ? 0 : known, Access.caller(context))
                .map(removed -> "removed")
                .onFailure(Refusal.class)
                .recoverWithItem("gone")
                .flatMap(word -> tell(context, word));
    }

    private Uni<Threat> kept(IndicatorForm form, Frame frame, Caller caller) {
        SentThreat sent = form.sent(frame.viewer().zone());
        return form.id() == null ? threats.add(sent, caller) : threats.change(form.id(), sent, caller);
    }

    private Uni<IndicatorForm> form(Frame frame) {
        Long edited = number(frame.query().one("edit"));
        return edited == null
                ? Uni.createFrom().item(IndicatorForm.empty())
                : store.find(edited)
                        .map(found -> found.map(threat ->
                                        IndicatorForm.of(threat, frame.viewer().zone()))
                                .orElseGet(IndicatorForm::empty));
    }

    private Uni<TemplateInstance> page(Frame frame, IndicatorForm form) {
        return lists.of(frame).map(listed -> frame.in(Templates.indicators(frame, listed, form)));
    }

    private Uni<RestResponse<String>> again(Frame frame, IndicatorForm form, Refusal refused) {
        return page(frame, form.refused(refused))
                .flatMap(TemplateInstance::createUni)
                .map(html -> RestResponse.ResponseBuilder.create(
                                RestResponse.Status.fromStatusCode(refused.status()), html)
                        .type("text/html; charset=utf-8")
                        .build());
    }

    private Uni<RestResponse<String>> tell(RoutingContext context, String word) {
        Frame frame = frames.of(context);
        return frame.in(Templates.told(frame, word)).createUni().map(text -> {
            Notice notice = new Notice(!word.equals("gone"), text.strip());
            return RestResponse.seeOther(Frames.seeOther(context, PAGE, notice).getLocation());
        });
    }

    private static Long number(String text) {
        return text != null && text.matches(NUMBER) ? Long.valueOf(text) : null;
    }

    private static String said(String text) {
        return text == null ? "" : text.strip();
    }
}
