package dev.sealwatch.dashboard;

import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.pages.Panel;
import dev.sealwatch.security.Permission;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** The page on which analysts work: a tab that its room fills, below what is the same for all of them. */
@Path("/security/intelligence")
@RolesAllowed(Permission.VIEW_AUDIT)
class IntelligencePages {

    private final Frames frames;
    private final Panels panels;
    private final Overviews overviews;

    IntelligencePages(Frames frames, Panels panels, Overviews overviews) {
        this.frames = frames;
        this.panels = panels;
        this.overviews = overviews;
    }

    @GET
    public Uni<TemplateInstance> show(@Context RoutingContext context) {
        Frame frame = frames.of(context);
        Panel panel = panels.chosen(frame.query());
        return Uni.combine()
                .all()
                .unis(panel.open(frame), overviews.of(frame, panel.tab()))
                .with((page, overview) -> frame.in(page.data("overview", overview)));
    }
}
