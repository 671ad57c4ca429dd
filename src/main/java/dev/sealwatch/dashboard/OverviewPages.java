package dev.sealwatch.dashboard;

import dev.sealwatch.alerting.Alerts;
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
        static native TemplateInstance overview(Frame frame, Overview overview, Front front);

        static native TemplateInstance welcome(Frame frame);
    }

    private final Frames frames;
    private final Overviews overviews;
    private final Alerts alerts;
    private final TrafficStore traffic;
    private final RecentStore recent;

    OverviewPages(Frames frames, Overviews overviews, Alerts alerts, TrafficStore traffic, RecentStore recent) {
        this.frames = frames;
        this.overviews = overviews;
        this.alerts = alerts;
        this.traffic = traffic;
        this.recent = recent;
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
        return recent.isSilent()
                .flatMap(silent -> silent ? Uni.createFrom().item(Templates.welcome(frame)) : overview(frame))
                .map(frame::in);
    }

    private Uni<TemplateInstance> overview(Frame frame) {
        return Uni.combine()
                .all()
                .unis(overviews.of(frame, Tab.ALERTS), alerts.live(), traffic.lately(), recent.verification())
                .with((overview, live, day, last) -> Templates.overview(frame, overview, Front.of(live, day, last)));
    }
}
