package dev.sealwatch.alerting;

import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Parameters;
import java.time.Duration;
import java.time.Instant;

/** Reads times that people send. */
final class Times {

    /** Ten years: who silences something for longer should switch its rule off. */
    private static final Duration FARTHEST = Duration.ofDays(3_660);

    private Times() {}

    /** @throws Refusal 400 unless it lies within ten years from now */
    static Instant toCome(String field, String text, Instant now) {
        Instant time = Parameters.time(field, text);
        if (!time.isAfter(now) || time.isAfter(now.plus(FARTHEST))) {
            throw Refusal.invalid(field, "Expected a time to come, within ten years.");
        }
        return time;
    }
}
