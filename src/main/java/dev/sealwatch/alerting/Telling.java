package dev.sealwatch.alerting;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Something that people are to be told, decided once and for all.
 *
 * @param id the same however often it is sent: the idempotency key of each delivery comes from it and the channel
 * @param alerts as they were when it was decided: exactly one, but for a digest, which names the worst of its alerts
 * @param summary of a digest, else null
 * @param channels {@code in_app} and ids of channels, each once; late anomalies and the like name {@code in_app} alone
 */
public record Telling(UUID id, Event event, List<Alert> alerts, Summary summary, List<String> channels, Instant at) {

    /** The channel that always exists. */
    public static final String IN_APP = "in_app";

    /** Why it is told. */
    public enum Event {
        RAISED,
        /** The alert is live, and what it is about began anew a cooldown or more after it was last told. */
        TOLD_AGAIN,
        SEVERITY_ROSE,
        DIGEST;

        /** The word used in the database and in JSON. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a maintenance window held back, or a rule's digest gathered.
     *
     * @param reason of the maintenance window, or null
     * @param total alerts; those named are at most as many
     * @param byRule how many, by rule. @param bySeverity the worst first
     */
    public record Summary(
            Instant since,
            Instant until,
            String reason,
            long total,
            Map<String, Long> byRule,
            Map<String, Long> bySeverity) {}
}
