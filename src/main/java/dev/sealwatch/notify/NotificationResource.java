package dev.sealwatch.notify;

import dev.sealwatch.security.Access;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** What a user has read is his own business, so whoever may see a notification may say that he has seen it. */
@Path("/api/siem/notifications/read")
@RolesAllowed({Permission.VIEW_AUDIT, Permission.MANAGE})
class NotificationResource {

    /** @param upTo the id of the latest notification that was seen */
    record Read(@NotNull @Min(0) Long upTo) {}

    private final FeedStore store;

    NotificationResource(FeedStore store) {
        this.store = store;
    }

    @POST
    public Uni<Void> read(@NotNull @Valid Read read, @Context RoutingContext context) {
        return store.read(Access.caller(context).principal(), read.upTo());
    }
}
