package dev.sealwatch.dashboard;

import dev.sealwatch.dashboard.DemonstrationStore.Staging;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.pages.Panel.Overview;
import dev.sealwatch.pages.Panel.Tab;
import dev.sealwatch.security.Permission;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.jboss.resteasy.reactive.RestResponse;

/** The first page that somebody sees: how things stand, or what to send where nobody has sent anything yet. */
@Path("/")
class OverviewPages {

    @CheckedTemplate(basePath = "dashboard")
    static class Templates {
        static native TemplateInstance overview(Frame frame, Overview overview, Front front, Staging staging);

        static native TemplateInstance welcome(Frame frame, Staging staging);
    }

    private final Frames frames;
    private final Overviews overviews;
    private final Fronts fronts;
    private final RecentStore recent;
    private final DemonstrationStore demonstration;

    OverviewPages(
            Frames frames, Overviews overviews, Fronts fronts, RecentStore recent, DemonstrationStore demonstration) {
        this.frames = frames;
        this.overviews = overviews;
        this.fronts = fronts;
        this.recent = recent;
        this.demonstration = demonstration;
    }

    @GET
    @PermitAll
    public RestResponse<Void> root(@Context RoutingContext context) {
        return Frames.seeOther(context, "security");
    }

    @GET
    @Path("security")
    @RolesAllowed(Permission.VIEW_AUDIT)
    public Uni<TemplateInstance> show(@Context RoutingContext context) {
        Frame frame = frames.of(context);
        return Uni.combine()
                .all()
                .unis(recent.isSilent(), demonstration.staging())
                .withUni((silent, staging) -> silent && !staging.isShown()
                        ? Uni.createFrom().item(Templates.welcome(frame, staging))
                        : overview(frame, staging))
                .map(frame::in);
    }

    private Uni<TemplateInstance> overview(Frame frame, Staging staging) {
        return Uni.combine()
                .all()
                .unis(overviews.of(frame, Tab.ALERTS), fronts.now())
                .with((overview, front) -> Templates.overview(frame, overview, front, staging));
    }
}
