package dev.sealwatch.intel;

import dev.sealwatch.platform.Refusal;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What a person says about an indicator. @param expiresAt null for never */
record SentThreat(
        String indicator,
        ThreatType type,
        @NotNull ThreatLevel threatLevel,

        @NotBlank @Size(max = 1_000, message = "Expected at most 1000 characters.") String description,

        String expiresAt) {

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** What a new one is about. */
    Indicator subject() {
        if (type == null) {
            throw Refusal.invalid("type", "Expected ip, user or domain.");
        }
        return Optional.ofNullable(indicator)
                .flatMap(sent -> Indicator.of(type, sent))
                .orElseThrow(() -> Refusal.invalid("indicator", "Expected " + type.expected() + "."));
    }

    /** Indicator and type may be repeated in a change, but stay what they are. */
    void refuseAnother(Threat known) {
        if (type != null && type != known.type()) {
            throw Refusal.invalid("type", stays(known.type().word()));
        }
        if (indicator != null && !keyOf(known.type(), indicator).equals(keyOf(known.type(), known.indicator()))) {
            throw Refusal.invalid("indicator", stays(known.indicator()));
        }
    }

    private static Optional<String> keyOf(ThreatType type, String text) {
        return Indicator.of(type, text).map(Indicator::key);
    }

    private static String stays(String what) {
        return "Expected " + what + ", as it is: remove it and add another one.";
    }

    /** When it shall leave the list, or null. */
    Instant expiry(Instant now) {
        return expiresAt == null
                ? null
                : time(expiresAt)
                        .filter(time -> time.isAfter(now) && !time.isAfter(LAST))
                        .orElseThrow(() -> Refusal.invalid(
                                "expires_at",
                                "Expected a time to come of RFC 3339, such as 2030-01-31T00:00:00Z; none for never."));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
