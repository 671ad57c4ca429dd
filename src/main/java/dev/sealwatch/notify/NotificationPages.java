package dev.sealwatch.notify;

import dev.sealwatch.notify.FeedStore.Shown;
import dev.sealwatch.notify.FeedStore.Standing;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Frames;
import dev.sealwatch.security.Access;
import dev.sealwatch.security.Permission;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;

/** What somebody was told in the application and has not read. */
@Path("/security/notifications")
@RolesAllowed(Permission.VIEW_AUDIT)
class NotificationPages {

    private static final int MOST = 100;

    /** One that was told. @param alert its id, or null. @param more alerts of a digest besides this one */
    record Told(Instant at, String severity, String title, String description, Long alert, long more) {

        static Told of(Shown shown, String language) {
            JsonArray alerts = shown.notice().texts().getJsonArray(language);
            JsonObject worst = alerts.getJsonObject(0);
            return new Told(
                    shown.notice().at(),
                    worst.getString("severity"),
                    worst.getString("title"),
                    worst.getString("description"),
                    worst.getLong("id"),
                    alerts.size() - 1);
        }
    }

    @CheckedTemplate(basePath = "notify")
    static class Templates {
        static native TemplateInstance notifications(Frame frame, List<Told> told, Standing standing);
    }

    private final Frames frames;
    private final FeedStore store;

    NotificationPages(Frames frames, FeedStore store) {
        this.frames = frames;
        this.store = store;
    }

    @GET
    public Uni<TemplateInstance> show(@Context RoutingContext context) {
        Frame frame = frames.of(context);
        String principal = Access.caller(context).principal();
        return store.standing(principal)
                .flatMap(standing -> store.unread(principal, MOST).map(unread -> page(frame, unread, standing)));
    }

    /** @param upTo the latest that was there to be seen */
    @POST
    public Uni<RestResponse<String>> read(@RestForm("up_to") String upTo, @Context RoutingContext context) {
        long position = upTo != null && upTo.matches("[0-9]{1,18}") ? Long.parseLong(upTo) : 0;
        return store.read(Access.caller(context).principal(), position)
                .map(read -> Frames.seeOther(context, "security/notifications"));
    }

    private static TemplateInstance page(Frame frame, List<Shown> unread, Standing standing) {
        List<Told> told = unread.stream()
                .map(shown -> Told.of(shown, frame.viewer().language()))
                .toList();
        return frame.in(Templates.notifications(frame, told, standing));
    }
}
