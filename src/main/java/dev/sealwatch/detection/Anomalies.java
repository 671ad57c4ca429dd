package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Classification;
import dev.sealwatch.security.AuditEvent;
import dev.sealwatch.security.AuditTrail;
import dev.sealwatch.security.AuditTrail.Change;
import dev.sealwatch.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.Map;

/** What people do about anomalies. */
@ApplicationScoped
public class Anomalies {

    /** What an analyst says at the end; both may be null. */
    public record Resolution(
            @Size(max = 4_000, message = "Expected at most 4000 characters.") String notes,

            Classification classification) {

        static final Resolution SILENT = new Resolution(null, null);
    }

    /** What comes after the detectors in each cycle. An interface so that later rooms can follow. */
    public interface Follower {

        /** On the replica that leads the cycle. */
        Uni<Void> follow();
    }

    private final AnomalyStore store;
    private final ResolutionStore resolutions;
    private final AuditTrail trail;

    Anomalies(AnomalyStore store, ResolutionStore resolutions, AuditTrail trail) {
        this.store = store;
        this.resolutions = resolutions;
        this.trail = trail;
    }

    /** Resolves it and leaves a signed entry; fails with a refusal of 404 or 409. */
    public Uni<Anomaly> resolve(long id, Resolution how, Caller caller) {
        return trail.change(connection -> resolve(connection, id, how, caller));
    }

    /** The same as part of a larger change, which stores the event. */
    public Uni<Change<Anomaly>> resolve(SqlConnection connection, long id, Resolution how, Caller caller) {
        return resolutions
                .resolve(connection, Selection.of(id), how, caller.principal())
                .flatMap(outcome -> store.changed(connection, id, outcome))
                .map(anomaly -> new Change<>(anomaly, resolved(anomaly, caller)));
    }

    /** Resolves many at once and leaves one signed entry; what is resolved already stays as it is. */
    Uni<BulkOutcome> resolve(Selection selection, BulkRequest request, Caller caller) {
        return trail.change(connection -> resolutions
                .resolve(connection, selection, request.resolution(), caller.principal())
                .map(outcome -> new Change<>(outcome, resolved(outcome, request, caller))));
    }

    private static AuditEvent resolved(BulkOutcome outcome, BulkRequest request, Caller caller) {
        Map<String, Object> details = new LinkedHashMap<>();
        if (request.filter() != null) {
            details.put("filter", request.asked());
        }
        details.put("count", outcome.changed());
        details.put("ids_sha256", outcome.digest());
        tell(request.resolution(), details);
        return AuditEvent.siem("info", "siem_anomalies_resolved", "Anomalies resolved", caller, details);
    }

    private static void tell(Resolution how, Map<String, Object> details) {
        if (how.classification() != null) {
            details.put("classification", how.classification().word());
        }
        if (how.notes() != null) {
            details.put("notes", how.notes());
        }
    }

    private static AuditEvent resolved(Anomaly anomaly, Caller caller) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("anomaly_id", anomaly.id());
        details.put("type", anomaly.type());
        details.put("severity", anomaly.severity().word());
        tell(new Resolution(anomaly.resolutionNotes(), anomaly.classification()), details);
        return AuditEvent.siem("info", "siem_anomaly_resolved", "Anomaly resolved", caller, details);
    }
}
