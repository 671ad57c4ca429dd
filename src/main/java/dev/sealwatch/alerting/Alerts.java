package dev.sealwatch.alerting;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.sealwatch.alerting.Alert.Status;
import dev.sealwatch.alerting.AlertTexts.Described;
import dev.sealwatch.detection.Anomalies.Judged;
import dev.sealwatch.detection.Anomalies.Told;
import dev.sealwatch.detection.Anomaly.Classification;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.AuditTrail;
import dev.sealwatch.security.AuditTrail.Change;
import dev.sealwatch.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** What people do about alerts. */
@ApplicationScoped
public class Alerts {

    /** What an analyst says at the end; all may be null. @param resolveAnomaly whether its anomaly is resolved with it */
    public record Resolution(
            @Size(max = 4_000, message = "Expected at most 4000 characters.") String notes,

            Classification classification,
            Boolean resolveAnomaly) {

        static final Resolution SILENT = new Resolution(null, null, null);
    }

    /** What is done. @param to acknowledged or resolved; the rest is said of the latter alone, and may be null */
    public record Step(Status to, String notes, Classification classification) {

        /** Somebody looks after it. */
        public static final Step ACKNOWLEDGE = new Step(Status.ACKNOWLEDGED, null, null);

        /** Nobody has to look at it any more. */
        public static Step resolve(Resolution how) {
            return new Step(Status.RESOLVED, how.notes(), how.classification());
        }
    }

    /**
     * What became of many.
     *
     * @param changed acknowledged or resolved now
     * @param skipped there are no such ids, or there were more matches than one change takes
     * @param conflicts acknowledged or resolved before, so that it can't be done
     * @param digest SHA-256 (hex) of the changed ids in ascending order, joined by commas
     * @param seconds since each of the changed was raised
     */
    public record Outcome(
            long changed,
            long skipped,
            long conflicts,
            @JsonIgnore String digest,
            @JsonIgnore List<Double> seconds) {}

    /** Alerts that somebody has to look at. @param bySeverity of the active ones, the worst first */
    public record Live(long active, long acknowledged, Map<String, Long> bySeverity) {}

    /**
     * All that an analyst asks about one, its anomaly aside.
     *
     * @param asked the id that somebody asked for. @param described null where there is no such alert
     * @param rule its name, or null. @param decisions what came to it, the latest first, like {@code notifications}
     */
    public record Dossier(
            String asked,
            Described described,
            String rule,
            long cooldown,
            List<Judged> decisions,
            List<Told> notifications) {

        public Alert alert() {
            return described.alert();
        }

        /** The id of its latest anomaly, or an empty text. */
        public String anomaly() {
            return described == null || alert().anomalyId() == null
                    ? ""
                    : alert().anomalyId().toString();
        }
    }

    /** Gathers dossiers. An interface, so that later rooms can show them. */
    public interface Dossiers {

        /** @param asked a value that somebody wrote into an address */
        Uni<Dossier> of(String asked, Locale language);
    }

    private final StepStore steps;
    private final AlertStore store;
    private final Resolving anomalies;
    private final AlertMetrics metrics;
    private final AuditTrail trail;

    Alerts(StepStore steps, AlertStore store, Resolving anomalies, AlertMetrics metrics, AuditTrail trail) {
        this.steps = steps;
        this.store = store;
        this.anomalies = anomalies;
        this.metrics = metrics;
        this.trail = trail;
    }

    /** How many there are now. */
    public Uni<Live> live() {
        return store.live();
    }

    /** Somebody looks after it from now on; fails with a refusal of 404, or of 409 that says who was before him. */
    public Uni<Alert> acknowledge(long id, Caller caller) {
        return take(id, Step.ACKNOWLEDGE, caller, (connection, alert) -> Resolving.NOTHING);
    }

    /** Nobody has to look at it any more; fails with a refusal of 404, or of 409 that says who was before him. */
    public Uni<Alert> resolve(long id, Resolution how, Caller caller) {
        return take(
                id, Step.resolve(how), caller, (connection, alert) -> anomalies.with(connection, alert, how, caller));
    }

    private Uni<Alert> take(
            long id, Step step, Caller caller, BiFunction<SqlConnection, Alert, Uni<Map<String, Object>>> more) {
        return trail.change(connection -> steps.take(connection, Selection.of(Set.of(id)), step, caller.principal())
                        .flatMap(outcome -> store.find(connection, id).invoke(alert -> refuseUnchanged(outcome, alert)))
                        .flatMap(alert -> more.apply(connection, alert)
                                .map(also -> new Change<>(alert, AlertEvents.taken(alert, also, caller)))))
                .invoke(metrics::took);
    }

    private static void refuseUnchanged(Outcome outcome, Alert alert) {
        if (outcome.changed() == 0) {
            boolean resolved = alert.status() == Status.RESOLVED;
            String by = resolved ? alert.resolvedBy() : alert.acknowledgedBy();
            Instant at = resolved ? alert.resolvedAt() : alert.acknowledgedAt();
            String done = alert.status().word();
            throw Refusal.conflict(
                            "already_" + done, "Alert " + alert.id() + " was " + done + " by " + by + " at " + at + ".")
                    .with(Map.of("by", by, "at", at.toString()));
        }
    }

    /** Takes the same step with all of these that it can be taken with, and leaves one signed entry. */
    public Uni<Outcome> take(Set<Long> ids, Step step, Caller caller) {
        return take(Selection.of(ids), step, null, caller);
    }

    /** The same as part of a larger change, which tells of it. */
    public Uni<Outcome> take(SqlConnection connection, Set<Long> ids, Step step, String by) {
        return steps.takeAlone(connection, Selection.of(ids), step, by);
    }

    /** @param asked the filter as it was sent, or null */
    Uni<Outcome> take(Selection selection, Step step, Map<String, List<String>> asked, Caller caller) {
        return trail.change(connection -> steps.takeAlone(connection, selection, step, caller.principal())
                        .map(outcome -> new Change<>(outcome, AlertEvents.taken(outcome, step, asked, caller))))
                .invoke(outcome -> metrics.took(step.to(), outcome.seconds()));
    }
}
