package dev.sealwatch.integrity;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What stayed of a batch's purged entries: the leaf input by position. */
record PurgedLeaves(Map<Integer, byte[]> inputs) {

    static final PurgedLeaves NONE = new PurgedLeaves(Map.of());

    private static final int RETENTION_AT = 2;
    private static final int CREATED_AT = 4;
    private static final int COMMIT_AT = 12;
    private static final int HELD = 0xFFFF;

    static PurgedLeaves empty() {
        return new PurgedLeaves(new HashMap<>());
    }

    void add(Integer[] positions, byte[] leafInputs) {
        for (int i = 0; i < positions.length; i++) {
            int from = i * Leaf.INPUT_BYTES;
            inputs.put(positions[i], Arrays.copyOfRange(leafInputs, from, from + Leaf.INPUT_BYTES));
        }
    }

    boolean holds(int pos) {
        return inputs.containsKey(pos);
    }

    byte[] commit(int pos) {
        return Arrays.copyOfRange(inputs.get(pos), COMMIT_AT, Leaf.INPUT_BYTES);
    }

    /** Whether the entry that was there had been kept for its retention by now, and came with this batch. */
    boolean wasDue(int pos, Instant createdAt, Instant now) {
        ByteBuffer input = ByteBuffer.wrap(inputs.get(pos));
        int retention = input.getShort(RETENTION_AT) & HELD;
        boolean ofThisBatch = input.getLong(CREATED_AT) == EntryBytes.micros(createdAt);
        return ofThisBatch
                && retention != HELD
                && !createdAt.plus(Duration.ofDays(retention)).isAfter(now);
    }
}
