package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Alerts.Resolution;
import dev.sealwatch.detection.Anomalies;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Resolves the anomaly of an alert with it, where that is wanted. */
@ApplicationScoped
class Resolving {

    /** No more was done. */
    static final Uni<Map<String, Object>> NOTHING = Uni.createFrom().item(Map.of());

    private final Anomalies anomalies;

    Resolving(Anomalies anomalies) {
        this.anomalies = anomalies;
    }

    /** In the same transaction. @return what the audit trail says of it */
    Uni<Map<String, Object>> with(SqlConnection connection, Alert alert, Resolution how, Caller caller) {
        return !Boolean.TRUE.equals(how.resolveAnomaly()) || alert.anomalyId() == null
                ? NOTHING
                : resolve(connection, alert.anomalyId(), how, caller);
    }

    private Uni<Map<String, Object>> resolve(SqlConnection connection, long id, Resolution how, Caller caller) {
        Anomalies.Resolution same = new Anomalies.Resolution(how.notes(), how.classification());
        return anomalies
                .resolve(connection, id, same, caller)
                .map(change -> Map.<String, Object>of("anomaly", change.event().details()))
                .onFailure(Refusal.class)
                .recoverWithUni(refusal -> instead(connection, refusal, how, caller));
    }

    /** It may have become part of another one; whoever resolved it already, or deleted it, did no harm. */
    private Uni<Map<String, Object>> instead(SqlConnection connection, Refusal refusal, Resolution how, Caller caller) {
        return refusal.members().get("merged_into") instanceof Long into
                ? resolve(connection, into, how, caller)
                : NOTHING;
    }
}
