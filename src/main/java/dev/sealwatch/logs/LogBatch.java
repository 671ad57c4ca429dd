package dev.sealwatch.logs;

import java.time.Instant;
import java.util.List;

/**
 * One flush: entries in order, and the row that vouches for them.
 *
 * @param writer boot id and lane; a lane has one flush in flight
 * @param writerSeq 1, 2, 3 … per writer; only a commit spends a number
 * @param createdAt receive time of all its entries, whole microseconds
 * @param keyNo which signing key made the signatures and the MAC
 * @param mac HMAC-SHA256 over the leaf commits in order, 32 bytes
 */
public record LogBatch(String writer, long writerSeq, Instant createdAt, int keyNo, byte[] mac, List<Signed> entries) {

    /** An entry with its HMAC-SHA256 and the commitment that the transparency log takes up, 32 bytes each. */
    public record Signed(LogEntry entry, byte[] signature, byte[] leafCommit) {}

    private static final int POSITION_BITS = 16;
    private static final int POSITION_MASK = 0xFFFF;

    /** The lowest {@code id} that a row of the batch can have: ids are the batch's number and a position in it. */
    public static long firstId(long batchNo) {
        return batchNo << POSITION_BITS;
    }

    /** The highest. */
    public static long lastId(long batchNo) {
        return firstId(batchNo) | POSITION_MASK;
    }

    /** The number of the batch that an id puts its row in. */
    public static long numberIn(long id) {
        return id >> POSITION_BITS;
    }

    public static int positionIn(long id) {
        return (int) (id & POSITION_MASK);
    }
}
