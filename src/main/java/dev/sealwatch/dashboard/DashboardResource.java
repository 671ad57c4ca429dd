package dev.sealwatch.dashboard;

import dev.sealwatch.alerting.Alerts;
import dev.sealwatch.detection.Situation;
import dev.sealwatch.intel.TopThreats;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

@Path("/api/siem/dashboard")
@RolesAllowed(Permission.VIEW_AUDIT)
class DashboardResource {

    private final Situation situation;
    private final TrafficStore traffic;
    private final RecentStore recent;
    private final Alerts alerts;
    private final TopThreats threats;

    DashboardResource(
            Situation situation, TrafficStore traffic, RecentStore recent, Alerts alerts, TopThreats threats) {
        this.situation = situation;
        this.traffic = traffic;
        this.recent = recent;
        this.alerts = alerts;
        this.threats = threats;
    }

    @GET
    public Uni<Dashboard> now(@Context RoutingContext context) {
        return Uni.combine()
                .all()
                .unis(
                        situation.now(),
                        alerts.live(),
                        traffic.lately(),
                        threats.of(context),
                        recent.logs(),
                        recent.verification())
                .with((now, live, statistics, worst, logs, integrity) -> new Dashboard(
                        now.threat(),
                        now.anomalies(),
                        live,
                        statistics,
                        worst,
                        logs,
                        now.running(),
                        integrity,
                        now.at()));
    }
}
