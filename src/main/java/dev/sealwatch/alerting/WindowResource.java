package dev.sealwatch.alerting;

import dev.sealwatch.security.Access;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/api/siem/maintenance-windows")
class WindowResource {

    /** The answer to the list. */
    record WindowList(List<MaintenanceWindow> maintenanceWindows) {}

    private final WindowStore store;
    private final Silences silences;

    WindowResource(WindowStore store, Silences silences) {
        this.store = store;
        this.silences = silences;
    }

    @GET
    @RolesAllowed(Permission.VIEW_AUDIT)
    public Uni<WindowList> coming() {
        return store.coming().map(WindowList::new);
    }

    @POST
    @ResponseStatus(201)
    @RolesAllowed(Permission.MANAGE)
    public Uni<MaintenanceWindow> open(@NotNull @Valid SentWindow window, @Context RoutingContext context) {
        return silences.open(window, Access.caller(context));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Permission.MANAGE)
    public Uni<Void> close(long id, @Context RoutingContext context) {
        return silences.close(id, Access.caller(context));
    }
}
