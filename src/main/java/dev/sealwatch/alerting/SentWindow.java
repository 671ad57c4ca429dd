package dev.sealwatch.alerting;

import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Parameters;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;

/** When a person wants nobody to be told. @param ruleIds null for all rules */
record SentWindow(
        @NotNull String from,
        @NotNull String until,

        @Size(min = 1, max = 100, message = "Expected 1 to 100 rules; leave it out for all.") List<@NotNull String> ruleIds,

        @NotBlank @Size(max = 1_000, message = "Expected at most 1000 characters.") String reason) {

    /** From when to when. */
    record Span(Instant from, Instant until) {}

    /** @throws Refusal 400 */
    Span span(Instant now) {
        Instant begin = Parameters.time("from", from);
        Instant end = Times.toCome("until", until, now);
        if (!end.isAfter(begin)) {
            throw Refusal.invalid("until", "It is not after from.");
        }
        return new Span(begin, end);
    }
}
