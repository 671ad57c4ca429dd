package dev.sealwatch.integrity;

import dev.sealwatch.logs.StoredEntry;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds one entry and says whether it is what was stored. */
@Singleton
class EntryVerification {

    private final LocateStore entries;
    private final SelectionStore selections;
    private final BatchVerifier batches;

    EntryVerification(LocateStore entries, SelectionStore selections, BatchVerifier batches) {
        this.entries = entries;
        this.selections = selections;
        this.batches = batches;
    }

    /** @param principal whose entry, where several senders used the id */
    Uni<VerifiedEntry> find(UUID logId, Optional<String> principal) {
        return entries.batches(List.of(logId))
                .flatMap(found -> entries.entries(List.of(logId), found))
                .map(found -> theOne(logId, principal, found))
                .flatMap(this::verified);
    }

    private static StoredEntry theOne(UUID logId, Optional<String> principal, List<StoredEntry> found) {
        List<StoredEntry> matching = found.stream()
                .filter(stored ->
                        principal.map(stored.entry().principal()::equals).orElse(true))
                .toList();
        if (matching.stream()
                        .map(stored -> stored.entry().principal())
                        .distinct()
                        .count()
                > 1) {
            throw Refusal.conflict(
                    "ambiguous_log_id", "Several senders used this id. Say whose entry: ?principal=<sender>.");
        }
        return matching.stream().findFirst().orElseThrow(() -> Refusal.notFound("log entry", logId));
    }

    private Uni<VerifiedEntry> verified(StoredEntry stored) {
        long batch = stored.batchNo();
        Tally tally = new Tally(Selection.EVERYTHING);
        BatchRange range = new BatchRange(batch - 1, batch, 0);
        return selections
                .batches(range.after(), batch, 1)
                .map(rows -> Chunk.of(rows, Place.firstId(batch), range, 1).with(Set.of(batch)))
                .flatMap(chunk -> batches.keys().flatMap(keys -> batches.check(chunk, keys, tally)))
                .map(done -> tally.verdictOn(stored));
    }
}
