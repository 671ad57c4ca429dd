package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Key;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * The question to the API that shows an anomaly's entries: exactly those that its {@code event_count} counts, while all
 * of them are stored.
 *
 * <p>Three things can come between: retention drops entries, late ones arrive that no cycle has read yet, and the rule of
 * the hours, which no filter knows, may leave out some where a configured window spans whole days.
 */
final class EntryQuestion {

    private EntryQuestion() {}

    /** @param detector null where there is none of that type any more */
    static String of(Key key, Detector detector, Instant firstSeen, Instant lastSeen) {
        StringBuilder question = new StringBuilder("/api/siem/logs?sort=timestamp&counted=true");
        if (key.userId() != null) {
            add(question, "user_id", key.userId());
        } else {
            add(question, "ip_address", key.ipAddress());
        }
        if (detector != null) {
            detector.categories().forEach(category -> add(question, "category", category));
            detector.traits(key).forEach((name, value) -> add(question, name, value));
        }
        add(question, "start_date", firstSeen.toString());
        // The end of a range does not belong to it, and times are microseconds.
        add(question, "end_date", lastSeen.plus(1, ChronoUnit.MICROS).toString());
        return question.toString();
    }

    /** Entries with a user are the user's: those that are keyed by an address have none. */
    static Map<String, String> ofActor(Key key) {
        return key.userId() == null ? Map.of("has_user_id", "false") : Map.of();
    }

    private static void add(StringBuilder question, String name, String value) {
        question.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
