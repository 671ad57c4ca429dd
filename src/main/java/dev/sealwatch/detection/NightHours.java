package dev.sealwatch.detection;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * @param from first hour of the local day, 0 to 23
 * @param until the hour that no longer belongs to it, up to 24; of the next day where it is not after {@code from}
 */
record NightHours(ZoneId zone, int from, int until) {

    /** The zone as PostgreSQL reads it. Fixed offsets are POSIX's there, which count hours west of Greenwich. */
    String databaseZone() {
        return zone.normalized() instanceof ZoneOffset east ? west(east) : zone.getId();
    }

    private static String west(ZoneOffset east) {
        Duration distance = Duration.ofSeconds(Math.abs(east.getTotalSeconds()));
        String sign = east.getTotalSeconds() > 0 ? "-" : "+";
        return "<local>%s%02d:%02d:%02d"
                .formatted(sign, distance.toHours(), distance.toMinutesPart(), distance.toSecondsPart());
    }
}
