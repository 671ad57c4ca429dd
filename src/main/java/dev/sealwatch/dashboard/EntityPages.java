package dev.sealwatch.dashboard;

import dev.sealwatch.dashboard.Entity.Found;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Permission;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Locale;

/** Everything about one user ({@code ?user_id=}) or one address ({@code ?ip_address=}). */
@Path("/security/entity")
@RolesAllowed(Permission.VIEW_AUDIT)
class EntityPages {

    @CheckedTemplate(basePath = "dashboard")
    static class Templates {
        static native TemplateInstance entity(Frame frame, Entity entity, Found found, HourBars bars);
    }

    private final Frames frames;
    private final EntityStore store;
    private final EntityLogStore logs;

    EntityPages(Frames frames, EntityStore store, EntityLogStore logs) {
        this.frames = frames;
        this.store = store;
        this.logs = logs;
    }

    @GET
    public Uni<TemplateInstance> show(@Context RoutingContext context) {
        Frame frame = frames.of(context);
        Entity entity = Entity.of(frame.query())
                .orElseThrow(() -> Refusal.invalid(Entity.ADDRESS, "Expected an address, or user_id with a user."));
        return found(frame, entity)
                .map(found -> frame.in(
                        Templates.entity(frame, entity, found, HourBars.of(entity, found.hours(), frame.now()))));
    }

    private Uni<Found> found(Frame frame, Entity entity) {
        Locale language = frame.viewer().locale();
        return Uni.combine()
                .all()
                .unis(
                        store.known(entity, frame.now()),
                        store.anomalies(entity, language),
                        store.alerts(entity, language),
                        logs.hours(entity, frame.now()),
                        logs.entries(entity, frame.now()))
                .with(Found::new);
    }
}
