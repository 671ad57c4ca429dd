package dev.sealwatch.intel;

import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Parameters;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;

/** What a person says about an indicator. @param expiresAt null for never */
record SentThreat(
        String indicator,
        ThreatType type,
        @NotNull ThreatLevel threatLevel,

        @NotBlank @Size(max = 1_000, message = "Expected at most 1000 characters.") String description,

        String expiresAt) {

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
        Instant time = expiresAt == null ? null : Parameters.time("expires_at", expiresAt);
        if (time != null && !time.isAfter(now)) {
            throw Refusal.invalid("expires_at", "Expected a time to come; none for never.");
        }
        return time;
    }
}
