package dev.sealwatch.dashboard;

import dev.sealwatch.alerting.Alerts;
import dev.sealwatch.dashboard.DemonstrationStore.Left;
import dev.sealwatch.detection.Anomalies;
import dev.sealwatch.detection.Anomaly.Classification;
import dev.sealwatch.intel.SightingStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes back what came of a demonstration that was removed. */
@ApplicationScoped
class Clearing {

    /** Nobody did any harm. */
    private static final Classification WHAT_IT_WAS = Classification.BENIGN;

    private static final Alerts.Step RESOLVE = Alerts.Step.resolve(new Alerts.Resolution(null, WHAT_IT_WAS, null));
    private static final Anomalies.Resolution RESOLUTION = new Anomalies.Resolution(null, WHAT_IT_WAS);

    private final DemonstrationStore store;
    private final Alerts alerts;
    private final Anomalies anomalies;
    private final SightingStore sightings;

    Clearing(DemonstrationStore store, Alerts alerts, Anomalies anomalies, SightingStore sightings) {
        this.store = store;
        this.alerts = alerts;
        this.anomalies = anomalies;
        this.sightings = sightings;
    }

    /** As part of a larger change. Safe to do twice, and nothing while a demonstration is shown. */
    Uni<Left> clear(SqlConnection connection, String by) {
        return store.left(connection)
                .call(left -> alerts.take(connection, left.alerts(), RESOLVE, by))
                .call(left -> anomalies.resolve(connection, left.anomalies(), RESOLUTION, by))
                .call(left -> sightings.withdraw(connection, left.seen()));
    }
}
