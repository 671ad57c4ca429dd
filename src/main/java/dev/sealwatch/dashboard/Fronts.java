package dev.sealwatch.dashboard;

import dev.sealwatch.alerting.Alerts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Gathers what the overview shows besides the score and the cards. */
@ApplicationScoped
class Fronts {

    private final Alerts alerts;
    private final TrafficStore traffic;
    private final RecentStore recent;

    Fronts(Alerts alerts, TrafficStore traffic, RecentStore recent) {
        this.alerts = alerts;
        this.traffic = traffic;
        this.recent = recent;
    }

    Uni<Front> now() {
        return Uni.combine()
                .all()
                .unis(alerts.live(), traffic.lately(), recent.verification())
                .with(Front::of);
    }
}
