package dev.sealwatch.integrity;

import dev.sealwatch.logs.LogBatch;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Walks the log in chunks and holds every entry against its signature, and every batch against its MAC. */
@Singleton
class Verifier {

    /** Batches read at once: enough for a chunk of small ones. */
    private static final int BATCHES = 256;

    /** Gaps and stray rows that are looked into; further ones are like them. */
    private static final int LOOKED_INTO = 1_000;

    private final SelectionStore selections;
    private final LocateStore entries;
    private final BatchVerifier batches;
    private final IntegrityConfig.VerificationConfig config;
    private final Clock clock;

    Verifier(
            SelectionStore selections,
            LocateStore entries,
            BatchVerifier batches,
            IntegrityConfig config,
            Clock clock) {
        this.selections = selections;
        this.entries = entries;
        this.batches = batches;
        this.config = config.verification();
        this.clock = clock;
    }

    /** @param progress told after every chunk how many entries were checked, of how many */
    Uni<Verdict> verify(Selection selection, Function<Progress, Uni<Void>> progress) {
        Instant start = clock.instant();
        return scope(selection)
                .flatMap(scope -> tally(selection, scope, progress))
                .map(tally -> tally.verdict(
                        config.listed(),
                        Duration.between(start, clock.instant()).toMillis()));
    }

    /** How far a verification is. */
    record Progress(long checked, long expected) {}

    /** @param only the batches to check, or null to find them on the way */
    private record Scope(BatchRange range, Set<Long> only) {}

    private Uni<Scope> scope(Selection selection) {
        if (selection.logIds() == null) {
            return selections.range(selection.startDate()).map(range -> new Scope(range, null));
        }
        return entries.batches(selection.logIds()).map(Verifier::scope);
    }

    private static Scope scope(Set<Long> only) {
        BatchRange range = only.isEmpty()
                ? new BatchRange(0, 0, 0)
                : new BatchRange(Collections.min(only) - 1, Collections.max(only), 0);
        return new Scope(range, only);
    }

    private Uni<Tally> tally(Selection selection, Scope scope, Function<Progress, Uni<Void>> progress) {
        Tally tally = new Tally(selection);
        return batches.keys()
                .flatMap(keys -> walk(selection, scope, keys, tally, progress))
                .chain(() -> strays(selection, scope.range(), tally))
                .invoke(tally::settle)
                .chain(() -> missingBatches(tally))
                .replaceWith(tally);
    }

    private Uni<Void> walk(
            Selection selection, Scope scope, KeyNumbers keys, Tally tally, Function<Progress, Uni<Void>> progress) {
        BatchRange range = scope.range();
        if (range.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        AtomicLong done = new AtomicLong(range.after());
        return Multi.createBy()
                .repeating()
                .uni(() -> next(selection, scope, done.get())
                        .flatMap(chunk -> chunk.isUntouched()
                                ? Uni.createFrom().item(chunk.upTo())
                                : batches.check(chunk, keys, tally))
                        .invoke(done::set)
                        .chain(() -> progress.apply(new Progress(tally.total(), range.entries())))
                        .map(step -> done.get() < range.upTo()))
                .whilst(more -> more)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Chunk> next(Selection selection, Scope scope, long after) {
        BatchRange range = scope.range();
        boolean fromTheFirst = selection.isEverything() && after == range.after();
        long firstId = fromTheFirst ? Long.MIN_VALUE : LogBatch.firstId(after + 1);
        return selections
                .batches(after, range.upTo(), BATCHES)
                .map(rows -> Chunk.of(rows, firstId, range, config.chunk()))
                .flatMap(chunk -> touched(selection, scope, chunk).map(chunk::with));
    }

    private Uni<Set<Long>> touched(Selection selection, Scope scope, Chunk chunk) {
        if (scope.only() != null) {
            Set<Long> inside = scope.only().stream()
                    .filter(batch -> LogBatch.firstId(batch) >= chunk.firstId() && batch <= chunk.upTo())
                    .collect(Collectors.toSet());
            return Uni.createFrom().item(inside);
        }
        return selection.isEverything()
                ? Uni.createFrom().nullItem()
                : selections.touched(selection, chunk.firstId(), chunk.lastId());
    }

    /** Rows beyond the last batch. */
    private Uni<Void> strays(Selection selection, BatchRange range, Tally tally) {
        return selection.logIds() != null
                ? Uni.createFrom().voidItem()
                : batches.checkBeyond(LogBatch.lastId(range.upTo()), LOOKED_INTO, tally);
    }

    private Uni<Void> missingBatches(Tally tally) {
        List<Gap> gaps = tally.gaps();
        return Multi.createFrom()
                .iterable(gaps.subList(0, Math.min(gaps.size(), LOOKED_INTO)))
                .onItem()
                .transformToUniAndConcatenate(gap -> selections
                        .free(gap, gap.width(LOOKED_INTO))
                        .invoke(free -> gap.missing(free).forEach(tally::addFault)))
                .onItem()
                .ignoreAsUni();
    }
}
