package dev.sealwatch.alerting;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sealwatch.detection.Anomaly.Classification;
import dev.sealwatch.detection.Severity;
import java.time.Instant;
import java.util.Locale;

/**
 * What an analyst works on, as it is stored; its texts are rendered by {@link AlertTexts}.
 *
 * @param entity what it is about: {@code user:…} or {@code ip:…} as anomalies are keyed, {@code score}, or
 *     {@code integrity:…}
 * @param severity that of its rule when it was raised
 * @param facts what its texts say
 * @param anomalyId the latest anomaly that it is about, or null
 * @param userId as a sender wrote it, or null
 * @param lastSeen when something of it was last judged
 * @param toldAt when somebody was last told
 * @param toldSeverity the worst severity of an anomaly that was told
 * @param foldedCount what came on top of it while it was live
 * @param suppressedCount what came after it was resolved and within the cooldown; {@code lastSuppressedAt} the last of it
 */
public record Alert(
        long id,
        String ruleId,
        String entity,
        Severity severity,
        Status status,
        @JsonIgnore Facts facts,
        Long anomalyId,
        String userId,
        String ipAddress,
        Instant createdAt,
        Instant lastSeen,
        Instant toldAt,
        Severity toldSeverity,
        long foldedCount,
        long suppressedCount,
        Instant lastSuppressedAt,
        Instant acknowledgedAt,
        String acknowledgedBy,
        Instant resolvedAt,
        String resolvedBy,
        String resolutionNotes,
        Classification classification) {

    /** Whether somebody has to look at it. */
    public enum Status {
        ACTIVE,
        ACKNOWLEDGED,
        RESOLVED;

        /** The word used in the database and in JSON. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * What happened, in no language.
     *
     * @param about a type of anomaly, {@code threat_score}, {@code tampered}, {@code missing}, {@code inserted} or
     *     {@code rollback}
     * @param who a user or an address, or null
     * @param observed what the worst window held; the score; how many entries; the era that began
     * @param threshold of the detector or the rule, or null
     * @param windowSeconds of the detector, or null
     * @param followed a sign-in from the same address succeeded after the threshold was reached
     */
    public record Facts(
            String about, String who, long observed, Integer threshold, Long windowSeconds, boolean followed) {}
}
