package dev.sealwatch.dashboard;

import dev.sealwatch.dashboard.DemonstrationStore.Staging;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frame.Notice;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.security.Access;
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
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;

/** Where the demonstration is played and removed, also once there is more than it. */
@Path("/security/demonstration")
@RolesAllowed(Permission.MANAGE)
class DemonstrationPages {

    @CheckedTemplate(basePath = "dashboard")
    static class Templates {
        static native TemplateInstance demonstration(Frame frame, Staging staging);

        /** One sentence. @param what played, stands, removed or notThere */
        static native TemplateInstance staged(String what);
    }

    private final Frames frames;
    private final DemonstrationStore store;
    private final Demonstration demonstration;
    private final Removal removal;

    DemonstrationPages(Frames frames, DemonstrationStore store, Demonstration demonstration, Removal removal) {
        this.frames = frames;
        this.store = store;
        this.demonstration = demonstration;
        this.removal = removal;
    }

    @GET
    @RolesAllowed(Permission.VIEW_AUDIT)
    public Uni<TemplateInstance> show(@Context RoutingContext context) {
        Frame frame = frames.of(context);
        return store.staging().map(staging -> frame.in(Templates.demonstration(frame, staging)));
    }

    @POST
    @Path("play")
    public Uni<RestResponse<Void>> play(@RestForm String next, @Context RoutingContext context) {
        return demonstration
                .play(Access.caller(context))
                .flatMap(begun -> tell(context, next, begun, begun ? "played" : "stands"));
    }

    @POST
    @Path("remove")
    public Uni<RestResponse<Void>> remove(@RestForm String next, @Context RoutingContext context) {
        return removal.remove(Access.caller(context))
                .flatMap(removed -> tell(context, next, removed, removed ? "removed" : "notThere"));
    }

    private Uni<RestResponse<Void>> tell(RoutingContext context, String next, boolean good, String what) {
        return frames.of(context)
                .in(Templates.staged(what))
                .createUni()
                .map(text -> Frames.seeOther(context, next, new Notice(good, text.strip())));
    }
}
