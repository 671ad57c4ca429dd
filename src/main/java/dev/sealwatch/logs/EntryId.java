package dev.sealwatch.logs;

/** The {@code id} of a row: the number of its batch, and in the lower bits its position in it. */
public final class EntryId {

    private static final int POSITION_BITS = 16;
    private static final int POSITION_MASK = 0xFFFF;

    private EntryId() {}

    public static long batchNo(long id) {
        return id >> POSITION_BITS;
    }

    public static int position(long id) {
        return (int) (id & POSITION_MASK);
    }

    /** The lowest that an entry of the batch can have. */
    public static long first(long batchNo) {
        return batchNo << POSITION_BITS;
    }

    /** The highest that an entry of the batch can have. */
    public static long last(long batchNo) {
        return first(batchNo) | POSITION_MASK;
    }
}
