package dev.sealwatch.integrity;

import dev.sealwatch.logs.LogBatch;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A piece of the log that is small enough to hold in memory.
 *
 * @param upTo the last batch number that it covers; numbers between batches belong to the piece that ends after them
 * @param only the batches to check, or null for all
 */
record Chunk(List<BatchRow> batches, long firstId, long upTo, Set<Long> only) {

    /** The first batches of these that together hold no more than so many entries, but at least one batch. */
    static Chunk of(List<BatchRow> batches, long firstId, BatchRange range, int entries) {
        int taken = 0;
        long sum = 0;
        while (taken < batches.size() && (taken == 0 || sum + batches.get(taken).entries() <= entries)) {
            sum += batches.get(taken++).entries();
        }
        long upTo = taken == 0 ? range.upTo() : batches.get(taken - 1).batchNo();
        return new Chunk(batches.subList(0, taken), firstId, upTo, null);
    }

    Chunk with(Set<Long> touched) {
        return new Chunk(batches, firstId, upTo, touched);
    }

    /** Its beginning. */
    Chunk upTo(long batchNo) {
        return new Chunk(
                batches.stream().filter(batch -> batch.batchNo() <= batchNo).toList(), firstId, batchNo, only);
    }

    long lastId() {
        return LogBatch.lastId(upTo);
    }

    boolean isUntouched() {
        return only != null && only.isEmpty();
    }

    Stream<BatchRow> touched() {
        return batches.stream().filter(batch -> only == null || only.contains(batch.batchNo()));
    }
}
