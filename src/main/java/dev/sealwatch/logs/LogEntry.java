package dev.sealwatch.logs;

import dev.sealwatch.platform.IpAddress;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One event, normalised and redacted, as it is signed and stored. Times are whole microseconds.
 *
 * @param logId null until the flush that stores it, where the sender chose none
 * @param metadata a JSON object as text, or null
 * @param timestamp event time, as the sender says
 * @param createdAt receive time of the flush, or null before it
 * @param principal who sent it
 * @param retentionDays 1 to 65535, resolved at ingest; 65535 is "never purged"
 */
public record LogEntry(
        UUID logId,
        String source,
        Level level,
        String category,
        String message,
        String metadata,
        String userId,
        IpAddress ipAddress,
        String userAgent,
        Instant timestamp,
        Instant createdAt,
        String principal,
        int retentionDays) {

    /** A clock that runs this far ahead is taken at its word; beyond it, the receive time counts for detection. */
    public static final Duration TOLERATED_SKEW = Duration.ofMinutes(5);

    /** How far ahead of its arrival a timestamp may lie: readers look for it in what was received so long before. */
    public static final int MOST_HOURS_AHEAD = 24;

    public static final Duration MOST_AHEAD = Duration.ofHours(MOST_HOURS_AHEAD);

    private static final int UUID_LENGTH = 36;

    /** How bad it is, in rising order. */
    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR,
        CRITICAL;

        /** The word used in the database and in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Level of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** The same entry with what only the flush can know. */
    public LogEntry received(UUID id, Instant at) {
        return new LogEntry(
                id,
                source,
                level,
                category,
                message,
                metadata,
                userId,
                ipAddress,
                userAgent,
                timestamp == null ? at : timestamp,
                at,
                principal,
                retentionDays);
    }

    /** When it happened, for detection: a sender's clock that runs ahead does not count. */
    public Instant eventTime() {
        return timestamp.isAfter(createdAt.plus(TOLERATED_SKEW)) ? createdAt : timestamp;
    }

    /** What addresses are grouped by, or null. */
    public String ipKey() {
        return ipAddress == null ? null : ipAddress.key();
    }

    /** What users are compared by: trimmed, NFKC, letter case folded; null for nobody. */
    public String userKey() {
        return userId == null ? null : userKey(userId);
    }

    /** The same folding for a user that is asked for; null when nothing but white space is left. */
    public static String userKey(String userId) {
        String folded = Normalizer.normalize(userId, Normalizer.Form.NFKC).strip();
        // Upper case first, so that ß and SS, ς and σ meet.
        String key = folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return key.isEmpty() ? null : key;
    }

    /** The id that a text names; only the full form of 36 characters counts, where the JDK takes shorter groups too. */
    public static Optional<UUID> logId(String text) {
        boolean uuid = text.length() == UUID_LENGTH;
        for (int i = 0; uuid && i < UUID_LENGTH; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            uuid = dash ? c == '-' : HexFormat.isHexDigit(c);
        }
        return uuid ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
