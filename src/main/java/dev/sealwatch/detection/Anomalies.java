package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Classification;
import dev.sealwatch.security.AuditEvent;
import dev.sealwatch.security.AuditTrail;
import dev.sealwatch.security.AuditTrail.Change;
import dev.sealwatch.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.Map;

/** What people do about anomalies. */
@ApplicationScoped
public class Anomalies {

    /** What an analyst says at the end; both may be null. */
    public record Resolution(
            @Size(max = 4_000, message = "Expected at most 4000 characters.") @Pattern(regexp = "[^\\x00]*", message = "It holds U+0000, which can't be stored.") String notes,

            Classification classification) {

        static final Resolution SILENT = new Resolution(null, null);
    }

    private final AnomalyStore store;
    private final AuditTrail trail;

    Anomalies(AnomalyStore store, AuditTrail trail) {
        this.store = store;
        this.trail = trail;
    }

    /** Resolves it and leaves a signed entry; fails with a refusal of 404 or 409. */
    public Uni<Anomaly> resolve(long id, Resolution how, Caller caller) {
        return trail.change(connection -> resolve(connection, id, how, caller));
    }

    /** The same as part of a larger change, which stores the event. */
    public Uni<Change<Anomaly>> resolve(SqlConnection connection, long id, Resolution how, Caller caller) {
        return store.resolve(connection, id, how, caller.principal())
                .map(anomaly -> new Change<>(anomaly, resolved(anomaly, caller)));
    }

    private static AuditEvent resolved(Anomaly anomaly, Caller caller) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("anomaly_id", anomaly.id());
        details.put("type", anomaly.type());
        details.put("severity", anomaly.severity().word());
        if (anomaly.classification() != null) {
            details.put("classification", anomaly.classification().word());
        }
        if (anomaly.resolutionNotes() != null) {
            details.put("notes", anomaly.resolutionNotes());
        }
        return AuditEvent.siem("info", "siem_anomaly_resolved", "Anomaly resolved", caller, details);
    }
}
