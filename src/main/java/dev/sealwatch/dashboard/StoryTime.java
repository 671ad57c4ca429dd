package dev.sealwatch.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When the demonstration takes place.
 *
 * @param end of its five minutes; none of its ordinary traffic is at night, or all of it would be out of hours
 * @param night when the last night that is over began
 */
record StoryTime(Instant end, Instant night) {

    static final Duration LENGTH = Duration.ofMinutes(5);

    /** As the detector of anomalous access has it, unless it is told otherwise. */
    private static final LocalTime NIGHT_FALLS = LocalTime.of(2, 0);

    private static final LocalTime DAY_BREAKS = LocalTime.of(5, 0);

    static StoryTime at(Instant now, ZoneId zone) {
        ZonedDateTime local = now.atZone(zone);
        LocalDate today = local.toLocalDate();
        Instant night = today.atTime(NIGHT_FALLS).atZone(zone).toInstant();
        Instant day = today.atTime(DAY_BREAKS).atZone(zone).toInstant();
        boolean reachesIntoNight = !now.isBefore(night) && now.minus(LENGTH).isBefore(day);
        Instant before = today.minusDays(1).atTime(NIGHT_FALLS).atZone(zone).toInstant();
        return new StoryTime(reachesIntoNight ? night : now, now.isBefore(day) ? before : night);
    }

    /** So many seconds before the end. */
    Instant before(int seconds) {
        return end.minusSeconds(seconds);
    }
}
