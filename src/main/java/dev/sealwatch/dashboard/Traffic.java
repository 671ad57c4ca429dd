package dev.sealwatch.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Entries of the last 24 hours and the present one, by the hour of their timestamp, as far as they are counted.
 *
 * @param bySource the most frequent first, as all three are
 */
record Traffic(
        long total,
        Map<String, Long> bySource,
        Map<String, Long> byLevel,
        Map<String, Long> byCategory,
        List<Hour> timeline,
        Instant startDate,
        Instant endDate) {

    /** @param time its begin */
    record Hour(Instant time, long count) {}
}
