package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Classification;
import dev.sealwatch.detection.AnomalyTexts.Described;
import dev.sealwatch.intel.Threat;
import dev.sealwatch.logs.StoredEntry.Checked;
import dev.sealwatch.security.AuditEvent;
import dev.sealwatch.security.AuditTrail;
import dev.sealwatch.security.AuditTrail.Change;
import dev.sealwatch.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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

    /**
     * All that an analyst asks about one.
     *
     * @param asked the id that somebody asked for. @param what null where there is no such anomaly
     * @param entries those that its evidence quotes, as they fare now. @param known what its address and user are known for
     * @param others of the same user or address, of an hour before and after. @param previous the one before it, or null
     */
    public record Dossier(
            String asked,
            Described what,
            List<Checked> entries,
            List<Threat> known,
            List<Described> others,
            Described previous,
            After after) {

        static Dossier none(String asked) {
            return new Dossier(asked, null, List.of(), List.of(), List.of(), null, new After(List.of(), List.of()));
        }

        /** Whether it is another one, which that of the address became part of. */
        public boolean isMerged() {
            return what != null && !String.valueOf(what.anomaly().id()).equals(asked);
        }

        /** How many of its entries still are what was stored. */
        public long verified() {
            return entries.stream()
                    .filter(one -> one.state().equals("verified"))
                    .count();
        }
    }

    /** Gathers dossiers. An interface, so that later rooms can show them. */
    public interface Dossiers {

        /** @param asked a value that somebody wrote into an address */
        Uni<Dossier> of(String asked, Locale language);
    }

    /** What alerting made of it, the latest first. */
    public record After(List<Judged> decisions, List<Told> notifications) {}

    /** @param alertId what it came to, or null. @param reason a word of alerting's */
    public record Judged(Instant at, Severity severity, String reason, Long alertId, Long anomalyId) {}

    /** @param channel its name, or {@code in_app}. @param state pending, delivered or given_up */
    public record Told(Instant at, String channel, String event, String state, int attempts) {}

    /** Tells what came after an anomaly. An interface, since alerting comes later than detection. */
    public interface Sequel {

        Uni<After> of(long anomalyId);
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

    /** Many as part of a larger change, which tells of them; how many were open. */
    public Uni<Long> resolve(SqlConnection connection, Set<Long> ids, Resolution how, String by) {
        return resolutions
                .resolve(connection, new Selection(AnomalyFilter.NONE, ids), how, by)
                .map(BulkOutcome::changed);
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
