package dev.sealwatch.integrity;

import dev.sealwatch.logs.LogBatch;
import dev.sealwatch.logs.StoredEntry;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

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
                .filter(stored -> principal.map(sender(stored)::equals).orElse(true))
                .toList();
        if (matching.stream().map(EntryVerification::sender).distinct().count() > 1) {
            throw Refusal.conflict(
                    "ambiguous_log_id", "Several senders used this id. Say whose entry: ?principal=<sender>.");
        }
        return matching.stream().findFirst().orElseThrow(() -> Refusal.notFound("log entry", logId));
    }

    private static String sender(StoredEntry stored) {
        return stored.entry().principal();
    }

    private Uni<VerifiedEntry> verified(StoredEntry stored) {
        return verified(List.of(stored)).map(found -> found.get(0));
    }

    /** By the batches that their ids name and those that their columns do: a row may have been moved. */
    Uni<List<VerifiedEntry>> verified(List<StoredEntry> ofOneBatch) {
        Tally tally = new Tally(Selection.EVERYTHING);
        List<Long> touched = ofOneBatch.stream()
                .flatMap(stored -> Stream.of(Place.ofId(stored.id()).batchNo(), stored.batchNo()))
                .distinct()
                .toList();
        return batches.keys()
                .flatMap(keys -> Multi.createFrom()
                        .iterable(touched)
                        .onItem()
                        .transformToUniAndConcatenate(batch -> check(batch, keys, tally))
                        .onItem()
                        .ignoreAsUni())
                .invoke(tally::settle)
                .map(done -> ofOneBatch.stream().map(tally::verdictOn).toList());
    }

    private Uni<Void> check(long batch, KeyNumbers keys, Tally tally) {
        BatchRange range = new BatchRange(batch - 1, batch, 0);
        return selections
                .batches(range.after(), batch, 1)
                .map(rows -> Chunk.of(rows, LogBatch.firstId(batch), range, 1).with(Set.of(batch)))
                .flatMap(chunk -> batches.check(chunk, keys, tally))
                .replaceWithVoid();
    }
}
