package dev.sealwatch.alerting;

import dev.sealwatch.platform.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Reads times that people send. */
final class Times {

    /** Ten years: who silences something for longer should switch its rule off. */
    private static final Duration FARTHEST = Duration.ofDays(3_660);

    private Times() {}

    /** @throws Refusal 400 */
    static Instant read(String field, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException unreadable) {
            throw Refusal.invalid(field, "Expected a time of RFC 3339, such as 2030-01-31T00:00:00Z.");
        }
    }

    /** @throws Refusal 400 unless it lies within ten years from now */
    static Instant toCome(String field, String text, Instant now) {
        Instant time = read(field, text);
        if (!time.isAfter(now) || time.isAfter(now.plus(FARTHEST))) {
            throw Refusal.invalid(field, "Expected a time to come, within ten years.");
        }
        return time;
    }
}
