package dev.sealwatch.integrity;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks the batches of a chunk, on worker threads. */
@Singleton
class BatchVerifier {

    /** Of messages and metadata, held several times over while they are hashed. */
    private static final long MOST_BYTES = 16 << 20;

    private final EvidenceStore evidence;
    private final SignatureKeyStore numbers;
    private final Keyring keys;
    private final Clock clock;

    BatchVerifier(EvidenceStore evidence, SignatureKeyStore numbers, Keyring keys, Clock clock) {
        this.evidence = evidence;
        this.numbers = numbers;
        this.keys = keys;
        this.clock = clock;
    }

    Uni<KeyNumbers> keys() {
        return numbers.all().map(kids -> new KeyNumbers(kids, keys));
    }

    /**
     * Checks what the chunk touches, as far as memory has room for it, and adds what it found to the tally.
     *
     * <p>Rows first: a purge leaves its proof before it takes them away, so that it is never seen between the two.
     */
    Uni<Long> check(Chunk chunk, KeyNumbers known, Tally tally) {
        return evidence.rows(chunk, MOST_BYTES)
                .flatMap(rows -> rows.more()
                        ? checkBeginning(chunk, rows.found(), known, tally)
                        : check(chunk, rows.found(), known, tally));
    }

    /** Up to where the rows were cut off. A batch is checked as a whole, and so read again alone where it is the first. */
    private Uni<Long> checkBeginning(Chunk chunk, List<FoundRow> rows, KeyNumbers known, Tally tally) {
        long cut = rows.stream().mapToLong(row -> row.idPlace().batchNo()).max().orElseThrow();
        List<FoundRow> whole =
                rows.stream().filter(row -> row.idPlace().batchNo() < cut).toList();
        Chunk first = chunk.upTo(cut);
        return whole.isEmpty()
                ? evidence.rows(first, Long.MAX_VALUE).flatMap(all -> check(first, all.found(), known, tally))
                : check(chunk.upTo(cut - 1), whole, known, tally);
    }

    private Uni<Long> check(Chunk chunk, List<FoundRow> rows, KeyNumbers known, Tally tally) {
        return evidence.purged(Place.ofId(chunk.firstId()).batchNo(), chunk.upTo())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(purged -> check(chunk, byBatch(rows), purged, known, tally))
                .replaceWith(chunk.upTo());
    }

    /** Rows above an id that name no batch. */
    Uni<Void> checkBeyond(long lastId, int limit, Tally tally) {
        return evidence.orphans(lastId, limit).invoke(tally::addOrphans).replaceWithVoid();
    }

    private Uni<Void> check(
            Chunk chunk,
            Map<Long, List<FoundRow>> rows,
            Map<Long, PurgedLeaves> purged,
            KeyNumbers known,
            Tally tally) {
        Instant now = clock.instant();
        List<BatchCheck> doubtful = new ArrayList<>();
        chunk.touched().forEach(batch -> {
            batch.gap().ifPresent(tally::addGap);
            List<FoundRow> found = rows.getOrDefault(batch.batchNo(), List.of());
            PurgedLeaves leaves = purged.getOrDefault(batch.batchNo(), PurgedLeaves.NONE);
            BatchCheck check = new BatchCheck(batch, found, leaves, known);
            if (check.isClean(now)) {
                tally.add(check.finding(List.of(), now));
            } else {
                doubtful.add(check);
            }
        });
        chunk.batches().forEach(batch -> rows.remove(batch.batchNo()));
        return explain(doubtful, now, tally).chain(() -> orphans(rows, tally));
    }

    private Uni<Void> explain(List<BatchCheck> doubtful, Instant now, Tally tally) {
        return Multi.createFrom()
                .iterable(doubtful)
                .onItem()
                .transformToUniAndConcatenate(check -> evidence.known(check.batch(), check.logIds())
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(known -> check.finding(known, now))
                        .invoke(tally::add))
                .onItem()
                .ignoreAsUni();
    }

    /** A batch that was committed after the chunk's batches were read is not missing. */
    private Uni<Void> orphans(Map<Long, List<FoundRow>> rows, Tally tally) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return evidence.existing(new HashSet<>(rows.keySet()))
                .invoke(existing -> rows.keySet().removeAll(existing))
                .invoke(() -> rows.values().forEach(tally::addOrphans))
                .replaceWithVoid();
    }

    private static Map<Long, List<FoundRow>> byBatch(List<FoundRow> rows) {
        return rows.stream().collect(Collectors.groupingBy(row -> row.idPlace().batchNo()));
    }
}
