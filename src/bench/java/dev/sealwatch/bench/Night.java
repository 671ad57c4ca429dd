package dev.sealwatch.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The hours from two to five, when only machines are at work. They have only just ended wherever this is run. */
record Night(Instant dawn) {

    private static final int DAWN = 5;
    private static final Duration LENGTH = Duration.ofHours(3);
    private static final Duration DAY = Duration.ofHours(24);
    private static final int EASTERNMOST = 14;

    /** A detector that looks at nights is measured the same at every hour of the day. */
    static Night justEnded() {
        return new Night(Instant.now().truncatedTo(ChronoUnit.HOURS));
    }

    /** Where it ended at five. */
    String zone() {
        int east = DAWN - dawn.atOffset(ZoneOffset.UTC).getHour();
        int hours = east < EASTERNMOST - DAY.toHours() ? east + (int) DAY.toHours() : east;
        // Such names count westwards.
        return "Etc/GMT%+d".formatted(-hours);
    }

    boolean holds(Instant time) {
        long ago = Math.floorMod(Duration.between(time, dawn).toMillis(), DAY.toMillis());
        return ago > 0 && ago <= LENGTH.toMillis();
    }

    /** A moment of its last hour: it goes on as time does. */
    Instant late(Duration running) {
        Instant then = dawn.minus(45, ChronoUnit.MINUTES).plus(running);
        return then.isBefore(dawn) ? then : dawn.minusMillis(1);
    }
}
