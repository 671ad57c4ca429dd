package dev.sealwatch.alerting;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.sealwatch.detection.Severity;
import dev.sealwatch.security.AuditEvent;
import dev.sealwatch.security.AuditTrail;
import dev.sealwatch.security.AuditTrail.Change;
import dev.sealwatch.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What somebody is alerted of, and how. */
@ApplicationScoped
public class AlertRules {

    /** What a rule watches. */
    public enum Type {
        ANOMALY,
        THRESHOLD,
        INTEGRITY;

        /** The word used in the database and in JSON. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Type of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * One rule.
     *
     * @param anomalyType of a rule of type anomaly, else null
     * @param threshold of a rule of type threshold: the threat score that it alerts of; else null
     * @param severity of its alerts. @param minSeverity of the anomalies that it takes notice of
     * @param digestSeconds its alerts are told together once in so many seconds; 0 for at once
     * @param channels {@code in_app} and ids of channels; none: alerts are stored and nobody is told
     */
    public record Rule(
            String id,
            Type type,
            String anomalyType,
            Integer threshold,
            boolean enabled,
            Severity severity,
            Severity minSeverity,
            int cooldownSeconds,
            int digestSeconds,
            List<String> channels,
            Instant updatedAt,
            String updatedBy) {}

    private final RuleStore store;
    private final HoldStore held;
    private final Outbox outbox;
    private final AuditTrail trail;

    AlertRules(RuleStore store, HoldStore held, Outbox outbox, AuditTrail trail) {
        this.store = store;
        this.held = held;
        this.outbox = outbox;
        this.trail = trail;
    }

    /** In the order of lists. */
    public Uni<List<Rule>> all() {
        return store.all();
    }

    /** Changes what is named and keeps the rest; fails with a refusal of 400 or 404. */
    public Uni<Rule> change(String id, RuleChange change, Caller caller) {
        return trail.change(connection -> outbox.channels(connection)
                .invoke(change::refuseOthers)
                .chain(() -> store.hold(connection, id))
                .flatMap(before -> keep(connection, change.of(before), caller)
                        .map(after -> new Change<>(after, changed(before, after, caller)))));
    }

    private Uni<Rule> keep(SqlConnection connection, Rule rule, Caller caller) {
        return store.keep(connection, rule, caller.principal()).call(kept -> held.hasten(connection, kept));
    }

    private static AuditEvent changed(Rule before, Rule after, Caller caller) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("rule_id", before.id());
        details.put("before", settings(before));
        details.put("after", settings(after));
        return AuditEvent.siem("warn", "siem_alert_rule_changed", "Alert rule changed", caller, details);
    }

    private static Map<String, Object> settings(Rule rule) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("enabled", rule.enabled());
        settings.put("severity", rule.severity().word());
        settings.put("min_severity", rule.minSeverity().word());
        settings.put("cooldown_seconds", rule.cooldownSeconds());
        settings.put("digest_seconds", rule.digestSeconds());
        settings.put("channels", rule.channels());
        if (rule.threshold() != null) {
            settings.put("threshold", rule.threshold());
        }
        return settings;
    }
}
