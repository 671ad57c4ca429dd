package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Key;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The question to the API that shows an anomaly's entries. */
final class EntryQuestion {

    private EntryQuestion() {}

    static String of(Key key, List<String> categories, Instant firstSeen, Instant lastSeen) {
        StringBuilder question = new StringBuilder("/api/siem/logs?sort=timestamp");
        if (key.userId() != null) {
            add(question, "user_id", key.userId());
        } else {
            add(question, "ip_address", key.ipAddress());
        }
        categories.forEach(category -> add(question, "category", category));
        add(question, "start_date", firstSeen.toString());
        // The end of a range does not belong to it, and times are microseconds.
        add(question, "end_date", lastSeen.plus(1, ChronoUnit.MICROS).toString());
        return question.toString();
    }

    private static void add(StringBuilder question, String name, String value) {
        question.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
