package dev.sealwatch.detection;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * One attack that a detector found, as it is stored; its texts are rendered by {@link AnomalyTexts}.
 *
 * @param id null for one that a replay found
 * @param userId the user most often seen in it, as a sender wrote it, or null
 * @param ipAddress the address most often seen in it, or null
 * @param eventCount events from first to last seen
 * @param crossedAt when the threshold was reached
 * @param detectedLate the entry that reached it came over five minutes after its event
 * @param endedAt null while it goes on
 * @param attack MITRE ATT&amp;CK techniques
 * @param followed a sign-in from the same address succeeded after the threshold was reached
 * @param previousId the anomaly of the same type and key before it
 */
public record Anomaly(
        Long id,
        String type,
        Severity severity,
        Status status,
        double confidence,
        Key key,
        String userId,
        String ipAddress,
        long eventCount,
        Instant firstSeen,
        Instant crossedAt,
        Instant lastSeen,
        Instant detectedAt,
        boolean detectedLate,
        boolean followed,
        Instant endedAt,
        Behind evidence,
        RuleThen rule,
        List<String> attack,
        Long previousId,
        Instant resolvedAt,
        String resolvedBy,
        String resolutionNotes,
        Classification classification) {

    /** Whether somebody has to look at it. */
    public enum Status {
        OPEN,
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

    /** What it turned out to be. */
    public enum Classification {
        TRUE_POSITIVE,
        BENIGN,
        FALSE_POSITIVE,
        DUPLICATE;

        /** The word used in the database and in JSON. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Classification of(String word) {
            return word == null ? null : valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** What its events have in common: a user as users are compared, or an address (of IPv6 its /64). */
    public record Key(String userId, String ipAddress) {

        private static final String USER = "user:";
        private static final String IP = "ip:";

        static Key of(String stored) {
            return stored.startsWith(USER)
                    ? new Key(stored.substring(USER.length()), null)
                    : new Key(null, stored.substring(IP.length()));
        }
    }

    /** The rule as it was when the anomaly was found. @param observed what the worst window held */
    public record RuleThen(int threshold, long windowSeconds, int observed) {}

    /**
     * What is behind it; who and what occurs in its entries comes with how often, the most frequent first.
     *
     * @param logIds of the ten earliest entries, the five around the threshold and the ten latest, in order of time
     * @param others how many entries name something that is not listed, by list; null where there are none
     * @param query a question to this API that shows its entries
     * @param quoted the same log ids by the ids of the entries
     */
    public record Behind(
            List<String> logIds,
            Map<String, Long> byUser,
            Map<String, Long> byIp,
            Map<String, Long> byUserAgent,
            Map<String, Long> others,
            String query,
            @JsonIgnore Map<Long, UUID> quoted) {}
}
