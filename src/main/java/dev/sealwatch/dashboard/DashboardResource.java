package dev.sealwatch.dashboard;

import dev.sealwatch.alerting.Alerts;
import dev.sealwatch.detection.Situation;
import dev.sealwatch.security.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/api/siem/dashboard")
@RolesAllowed(Permission.VIEW_AUDIT)
class DashboardResource {

    private final Situation situation;
    private final TrafficStore traffic;
    private final RecentStore recent;
    private final Alerts alerts;

    DashboardResource(Situation situation, TrafficStore traffic, RecentStore recent, Alerts alerts) {
        this.alerts = alerts;
        this.situation = situation;
        this.traffic = traffic;
        this.recent = recent;
    }

    @GET
    public Uni<Dashboard> now() {
        return Uni.combine()
                .all()
                .unis(
                        situation.now(),
                        alerts.live(),
                        traffic.lately(),
                        recent.threats(),
                        recent.logs(),
                        recent.verification())
                .with((now, live, statistics, threats, logs, integrity) -> new Dashboard(
                        now.threat(),
                        now.anomalies(),
                        live,
                        statistics,
                        threats,
                        logs,
                        now.running(),
                        integrity,
                        now.at()));
    }
}
