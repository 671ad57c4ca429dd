package dev.sealwatch.detection;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One detector: what it looks for, and how it fares.
 *
 * @param lastRunAt null before its first run
 * @param lagSeconds age of the oldest batch that it has not read; 0 where all is read
 * @param durationMs of its last successful run, and the {@code entries} that this looked at
 * @param skipped entries without the key that it needs, in all
 * @param failures runs that failed since the last success. @param error of the last of these
 */
public record DetectorHealth(
        String type,
        int threshold,
        long windowSeconds,
        List<String> attack,
        Health health,
        Instant lastRunAt,
        Instant lastSuccessAt,
        long lagSeconds,
        Long durationMs,
        Long entries,
        long skipped,
        int failures,
        String error) {

    /** Cycles that may pass before a detector lags. */
    private static final int PATIENCE = 3;

    /** How a detector fares. */
    public enum Health {
        /** It has not run yet, and this replica started a moment ago. */
        WAITING,
        OK,
        /** What it has not read, or its last success, is older than three cycles. */
        LAGGING,
        FAILING;

        /** The word used in JSON. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Health of(int failures, boolean ran, Duration behind, Duration every) {
            if (failures > 0) {
                return FAILING;
            }
            if (behind.compareTo(every.multipliedBy(PATIENCE)) > 0) {
                return LAGGING;
            }
            return ran ? OK : WAITING;
        }
    }

    /** Whether it does what it should. */
    public boolean isWell() {
        return health == Health.OK || health == Health.WAITING;
    }
}
