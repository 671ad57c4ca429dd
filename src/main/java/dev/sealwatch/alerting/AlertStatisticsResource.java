package dev.sealwatch.alerting;

import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/api/siem/alerts/statistics")
@RolesAllowed(Permission.VIEW_AUDIT)
class AlertStatisticsResource {

    private final AlertStatisticsStore store;

    AlertStatisticsResource(AlertStatisticsStore store) {
        this.store = store;
    }

    @GET
    public Uni<AlertStatistics> all() {
        return store.all();
    }
}
