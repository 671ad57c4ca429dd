package dev.sealwatch.alerting;

import dev.sealwatch.pages.Frames;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Caller;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.ZoneId;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;

/** The forms by which mutes and maintenance windows come and go. */
@Path("/security/silences")
@RolesAllowed(Permission.MANAGE)
class SilencePages {

    /** A mute, its end by the viewer's clock. */
    record MuteForm(
            @RestForm("rule_id") String rule,
            @RestForm("user_id") String user,
            @RestForm("ip_address") String address,
            @RestForm String reason,
            @RestForm String until,
            @RestForm String next) {

        private SentMute mute(ZoneId zone) {
            return new SentMute(
                    Forms.text(rule),
                    Forms.text(user),
                    Forms.text(address),
                    Forms.text(reason),
                    Forms.time(until, zone));
        }
    }

    /** A maintenance window by the viewer's clock. @param rules none for all */
    record WindowForm(
            @RestForm String from,
            @RestForm String until,
            @RestForm("rule_ids") List<String> rules,
            @RestForm String reason,
            @RestForm String next) {

        private SentWindow window(ZoneId zone) {
            return new SentWindow(
                    Forms.time(from, zone),
                    Forms.time(until, zone),
                    rules.isEmpty() ? null : rules,
                    Forms.text(reason));
        }
    }

    private final Frames frames;
    private final Silences silences;
    private final Forms forms;
    private final Answers answers;

    SilencePages(Frames frames, Silences silences, Forms forms, Answers answers) {
        this.frames = frames;
        this.silences = silences;
        this.forms = forms;
        this.answers = answers;
    }

    @POST
    @Path("mutes")
    public Uni<RestResponse<Void>> mute(@BeanParam MuteForm form, @Context RoutingContext context) {
        Caller caller = Access.caller(context);
        Uni<Mute> added = Uni.createFrom()
                .item(() -> forms.valid(form.mute(zone(context))))
                .flatMap(mute -> silences.mute(mute, caller));
        return answers.tell(context, form.next(), "mute", added);
    }

    @POST
    @Path("mutes/{id}/remove")
    public Uni<RestResponse<Void>> unmute(long id, @RestForm String next, @Context RoutingContext context) {
        return answers.tell(context, next, "unmute", silences.unmute(id, Access.caller(context)));
    }

    @POST
    @Path("windows")
    public Uni<RestResponse<Void>> open(@BeanParam WindowForm form, @Context RoutingContext context) {
        Caller caller = Access.caller(context);
        Uni<MaintenanceWindow> opened = Uni.createFrom()
                .item(() -> forms.valid(form.window(zone(context))))
                .flatMap(window -> silences.open(window, caller));
        return answers.tell(context, form.next(), "window", opened);
    }

    @POST
    @Path("windows/{id}/remove")
    public Uni<RestResponse<Void>> close(long id, @RestForm String next, @Context RoutingContext context) {
        return answers.tell(context, next, "unwindow", silences.close(id, Access.caller(context)));
    }

    private ZoneId zone(RoutingContext context) {
        return frames.of(context).viewer().zone();
    }
}
