package dev.sealwatch.logs;

import dev.sealwatch.security.Access;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

@Path("/api/siem/logs")
@RolesAllowed(Permission.VIEW_AUDIT)
class LogResource {

    private final LogStore logs;

    LogResource(LogStore logs) {
        this.logs = logs;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<byte[]> search(UriInfo uri, @Context RoutingContext context) {
        return logs.search(LogQuery.of(uri.getQueryParameters()))
                .invoke(page -> Access.read(context, page.logs().size()))
                .map(LogPage::json);
    }
}
