package dev.sealwatch.dashboard;

import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.pages.Panel;
import dev.sealwatch.security.Permission;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Instant;

/** The page on which analysts work: a tab that its room fills, below what is the same for all of them. */
@Path("/security/intelligence")
@RolesAllowed(Permission.VIEW_AUDIT)
class IntelligencePages {

    @CheckedTemplate(basePath = "dashboard")
    static class Templates {
        /** @param fresh null where nobody counted */
        static native TemplateInstance news(Frame frame, Long fresh);
    }

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

    /** How much there is to be seen for who keeps the page from refreshing. */
    @GET
    @Path("news")
    public Uni<TemplateInstance> news(@Context RoutingContext context) {
        Frame frame = frames.of(context);
        Instant seen =
                frame.viewer().moment(frame.query().one("since"), frame.now()).orElse(frame.now());
        return panels.chosen(frame.query()).since(seen).map(fresh -> frame.in(Templates.news(frame, fresh)));
    }
}
