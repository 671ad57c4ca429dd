package dev.sealwatch.integrity;

import java.util.List;
import java.util.stream.Stream;

/**
 * Numbers of a writer that no batch has.
 *
 * @param first the first of them, {@code last} the last
 * @param after the batch that comes before it, or 0, and {@code before} the one that follows
 */
record Gap(String writer, long first, long last, long after, long before) {

    int width(int most) {
        return (int) Math.min(most, last - first + 1);
    }

    /**
     * The batches that are gone, by the lowest numbers they can have had.
     *
     * @param free numbers in the gap that no batch has; none when batches were renumbered
     */
    Stream<Fault> missing(List<Long> free) {
        return (free.isEmpty() ? Stream.of(before) : free.stream())
                .map(batchNo -> Fault.ofBatch(Reason.BATCH_MISSING, batchNo));
    }
}
