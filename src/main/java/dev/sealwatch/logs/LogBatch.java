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
}
