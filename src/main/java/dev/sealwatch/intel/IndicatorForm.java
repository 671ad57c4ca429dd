package dev.sealwatch.intel;

import dev.sealwatch.platform.Refusal;
import dev.sealwatch.platform.Refusal.FieldError;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody typed about an indicator, so that he need not type it again where something is wrong with it.
 *
 * @param id null for a new one
 * @param expiresAt in the viewer's zone, empty for never
 * @param wrong fields that can't be used; {@code known} where it is on the list already
 */
record IndicatorForm(
        Long id, String indicator, String type, String level, String description, String expiresAt, Set<String> wrong) {

    private static final int MOST_CHARACTERS = 1_000;

    static IndicatorForm empty() {
        return new IndicatorForm(null, "", "ip", "high", "", "", Set.of());
    }

    static IndicatorForm of(Threat threat, ZoneId zone) {
        Instant expiry = threat.expiresAt();
        return new IndicatorForm(
                threat.id(),
                threat.indicator(),
                threat.type().word(),
                threat.threatLevel().word(),
                threat.description() == null ? "" : threat.description(),
                expiry == null
                        ? ""
                        : LocalDateTime.ofInstant(expiry, zone)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString(),
                Set.of());
    }

    public boolean has(String field) {
        return wrong.contains(field);
    }

    IndicatorForm refused(Refusal refusal) {
        Set<String> fields = refusal.faults().isEmpty()
                ? Set.of("known")
                : refusal.faults().stream().map(FieldError::field).collect(Collectors.toSet());
        return new IndicatorForm(id, indicator, type, level, description, expiresAt, fields);
    }

    /** As the API takes it. @throws Refusal 400 that names the fields */
    SentThreat sent(ZoneId zone) {
        List<FieldError> faults = new ArrayList<>();
        Optional<ThreatType> kind = word(ThreatType.values(), type);
        Optional<ThreatLevel> bad = word(ThreatLevel.values(), level);
        if (kind.isEmpty()) {
            faults.add(new FieldError("type", "Expected ip, user or domain."));
        }
        if (bad.isEmpty()) {
            faults.add(new FieldError("threat_level", "Expected low, medium, high or critical."));
        }
        if (description.isBlank() || description.length() > MOST_CHARACTERS) {
            faults.add(new FieldError("description", "Expected 1 to " + MOST_CHARACTERS + " characters."));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return new SentThreat(indicator, kind.get(), bad.get(), description, expiry(zone));
    }

    private static <E extends Enum<E>> Optional<E> word(E[] known, String word) {
        return Arrays.stream(known)
                .filter(one -> one.name().equalsIgnoreCase(word))
                .findFirst();
    }

    /** What is no local time is refused where times are read. */
    private String expiry(ZoneId zone) {
        if (expiresAt.isEmpty()) {
            return null;
        }
        try {
            return LocalDateTime.parse(expiresAt).atZone(zone).toInstant().toString();
        } catch (DateTimeParseException another) {
            return expiresAt;
        }
    }
}
