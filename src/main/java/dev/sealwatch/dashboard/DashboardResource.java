package dev.sealwatch.dashboard;

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

    DashboardResource(Situation situation, TrafficStore traffic, RecentStore recent) {
        this.situation = situation;
        this.traffic = traffic;
        this.recent = recent;
    }

    @GET
    public Uni<Dashboard> now() {
        return Uni.combine()
                .all()
                .unis(situation.now(), traffic.lately(), recent.threats(), recent.logs(), recent.verification())
                .with((now, statistics, threats, logs, integrity) -> new Dashboard(
                        now.threat(), now.anomalies(), statistics, threats, logs, now.running(), integrity, now.at()));
    }
}
