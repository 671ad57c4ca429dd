package dev.sealwatch.integrity;

import java.util.UUID;

/** Where an entry lies: its batch, and its position in it. */
record Place(long batchNo, int pos) {

    private static final int POSITION_BITS = 16;
    private static final int POSITION_MASK = 0xFFFF;

    /** What the table of known ids says of an id that its sender chose. */
    record Known(UUID logId, String principal, Place place) {}

    static Place ofId(long id) {
        return new Place(id >> POSITION_BITS, (int) (id & POSITION_MASK));
    }

    static long firstId(long batchNo) {
        return batchNo << POSITION_BITS;
    }

    static long lastId(long batchNo) {
        return batchNo << POSITION_BITS | POSITION_MASK;
    }
}
