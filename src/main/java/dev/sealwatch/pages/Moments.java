package dev.sealwatch.pages;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Points in time as people write them. */
final class Moments {

    private static final Pattern RELATIVE = Pattern.compile("now(?:-([0-9]{1,5})([smhdw]))?");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7));

    /** As times of the API are bounded. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Moments() {}

    /**
     * Before now ({@code now-24h}, in whole seconds), of RFC 3339, or as a clock in the zone shows it, with or without the
     * time of day. Empty for anything else.
     */
    static Optional<Instant> of(String text, ZoneId zone, Instant now) {
        String plain = text.strip();
        Matcher relative = RELATIVE.matcher(plain);
        if (relative.matches()) {
            return Optional.of(before(now.truncatedTo(ChronoUnit.SECONDS), relative))
                    .filter(Moments::isBounded);
        }
        String local = plain.replace(' ', 'T');
        return Stream.<Supplier<Instant>>of(
                        () -> OffsetDateTime.parse(local).toInstant(),
                        () -> LocalDateTime.parse(local).atZone(zone).toInstant(),
                        () -> LocalDate.parse(local).atStartOfDay(zone).toInstant())
                .flatMap(way -> tried(way).stream())
                .map(time -> time.truncatedTo(ChronoUnit.MICROS))
                .filter(Moments::isBounded)
                .findFirst();
    }

    private static Instant before(Instant now, Matcher relative) {
        return relative.group(1) == null
                ? now
                : now.minus(UNITS.get(relative.group(2)).multipliedBy(Long.parseLong(relative.group(1))));
    }

    private static Optional<Instant> tried(Supplier<Instant> way) {
        try {
            return Optional.of(way.get());
        } catch (DateTimeException otherwise) {
            return Optional.empty();
        }
    }

    private static boolean isBounded(Instant time) {
        return !time.isBefore(Instant.EPOCH) && !time.isAfter(LAST);
    }
}
