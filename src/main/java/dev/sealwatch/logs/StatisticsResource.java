package dev.sealwatch.logs;

import dev.sealwatch.security.Access;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;

@Path("/api/siem/statistics")
@RolesAllowed(Permission.VIEW_AUDIT)
class StatisticsResource {

    private final StatisticsStore statistics;
    private final Clock clock;

    StatisticsResource(StatisticsStore statistics, Clock clock) {
        this.statistics = statistics;
        this.clock = clock;
    }

    @GET
    public Uni<Statistics> count(UriInfo uri, @Context RoutingContext context) {
        return statistics
                .count(StatisticsQuery.of(uri.getQueryParameters(), clock.instant()))
                .invoke(counted -> Access.read(context, counted.total()));
    }
}
