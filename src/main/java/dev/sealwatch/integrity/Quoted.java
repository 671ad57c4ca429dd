package dev.sealwatch.integrity;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A few entries as found, with what tells whether they are in their places.
 *
 * @param rows by id. @param batches by number, as are the others. @param commits of all rows by position, for batches whose
 *     rows agree with their ids
 */
record Quoted(
        Map<Long, List<FoundRow>> rows,
        Map<Long, BatchRow> batches,
        Map<Long, Map<Integer, byte[]>> commits,
        Map<Long, PurgedLeaves> purged) {

    private static final int COMMIT_BYTES = 32;

    static byte[] commit(byte[] commits, int index) {
        return Arrays.copyOfRange(commits, index * COMMIT_BYTES, (index + 1) * COMMIT_BYTES);
    }

    Quoted with(Map<Long, PurgedLeaves> leaves) {
        return new Quoted(rows, batches, commits, leaves);
    }

    List<FoundRow> found(long id) {
        return rows.getOrDefault(id, List.of());
    }

    /** The word for it, or empty where nothing but its whole batch can tell. */
    Optional<String> state(long id, KeyNumbers keys, Instant now) {
        List<FoundRow> found = found(id);
        BatchRow batch = batches.get(Place.ofId(id).batchNo());
        if (found.isEmpty()) {
            return Optional.of(batch != null && wasPurged(batch, Place.ofId(id).pos(), now) ? "purged" : "missing");
        }
        if (batch == null || found.size() > 1 || !belongs(found.get(0), batch)) {
            return Optional.empty();
        }
        KeyInUse key = keys.of(batch.keyNo());
        CheckedEntry entry = CheckedEntry.of(found.get(0), key);
        if (!entry.isTrue()) {
            return Optional.of("tampered");
        }
        return entry.isReceivedAt(batch.createdAt()) && fits(batch, key)
                ? Optional.of(key.isKnown() ? "verified" : "unknown_key")
                : Optional.empty();
    }

    private static boolean belongs(FoundRow row, BatchRow batch) {
        return row.idPlace().pos() < batch.entries() && row.keyNo() == batch.keyNo();
    }

    private boolean wasPurged(BatchRow batch, int pos, Instant now) {
        PurgedLeaves leaves = purged.getOrDefault(batch.batchNo(), PurgedLeaves.NONE);
        return leaves.holds(pos) && leaves.wasDue(pos, batch.createdAt(), now);
    }

    /** Whether the commits of its rows, those that were purged too, are what the batch was made of. */
    private boolean fits(BatchRow batch, KeyInUse key) {
        Map<Integer, byte[]> present = commits.getOrDefault(batch.batchNo(), Map.of());
        PurgedLeaves leaves = purged.getOrDefault(batch.batchNo(), PurgedLeaves.NONE);
        List<byte[]> all = new ArrayList<>(batch.entries());
        for (int pos = 0; pos < batch.entries(); pos++) {
            if (!present.containsKey(pos) && !leaves.holds(pos)) {
                return false;
            }
            all.add(present.containsKey(pos) ? present.get(pos) : leaves.commit(pos));
        }
        return key.key()
                .map(k -> k.mac(batch.writer(), batch.writerSeq(), batch.createdAt(), all))
                .map(mac -> MessageDigest.isEqual(mac, batch.mac()))
                .orElse(true);
    }
}
