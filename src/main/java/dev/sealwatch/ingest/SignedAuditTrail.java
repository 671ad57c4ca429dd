package dev.sealwatch.ingest;

import dev.sealwatch.integrity.Signer;
import dev.sealwatch.logs.BatchStore;
import dev.sealwatch.logs.LogBatch;
import dev.sealwatch.security.AuditEvent;
import dev.sealwatch.security.AuditTrail;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Stores the service's own doings like any other entry: redacted, signed, in batches. */
@ApplicationScoped
class SignedAuditTrail implements AuditTrail {

    private final AuditDrafts drafts;
    private final Pipeline pipeline;
    private final BatchStore batches;
    private final Signer signer;
    private final Clock clock;
    private final Turns turns = new Turns();
    private final Lane lane = Lane.of(UUID.randomUUID(), "changes");

    SignedAuditTrail(AuditDrafts drafts, Pipeline pipeline, BatchStore batches, Signer signer, Clock clock) {
        this.drafts = drafts;
        this.pipeline = pipeline;
        this.batches = batches;
        this.signer = signer;
        this.clock = clock;
    }

    private record Written<T>(T result, LogBatch batch) {}

    @Override
    public void record(AuditEvent event) {
        drafts.ticket(event)
                .ifPresent(ticket -> pipeline.submit(ticket)
                        .subscribe()
                        .with(taken -> {}, full -> drafts.lost(event, "buffer_full")));
    }

    /**
     * One change at a time in this process, so that its batches are numbered without a gap. Once begun it runs to its
     * end: a caller who hangs up in the middle must not leave the others waiting, or the number undecided.
     */
    @Override
    public <T> Uni<T> change(Function<SqlConnection, Uni<Change<T>>> work) {
        Uni<T> run = turns.take(() -> attempt(work)).memoize().indefinitely();
        run.subscribe().with(done -> {}, cause -> {});
        return run;
    }

    private <T> Uni<T> attempt(Function<SqlConnection, Uni<Change<T>>> work) {
        AtomicReference<Pending> entry = new AtomicReference<>();
        return transaction(work, entry)
                .onFailure(cause -> FlushFailure.of(cause) == FlushFailure.NO_PARTITION && entry.get() != null)
                .recoverWithUni(() -> batches.makePartitions(now(), Set.of(retention(entry.get())))
                        .chain(() -> transaction(work, entry)))
                .invoke(written -> {
                    lane.committed();
                    entry.get().resolve(Outcome.stored(entry.get().logId()));
                })
                .onFailure()
                .invoke(() -> shed(entry.get()))
                .map(Written::result);
    }

    private <T> Uni<Written<T>> transaction(
            Function<SqlConnection, Uni<Change<T>>> work, AtomicReference<Pending> entry) {
        return batches.era()
                .flatMap(era -> batches.transaction(
                        connection -> work.apply(connection).flatMap(change -> {
                            shed(entry.getAndSet(drafts.entry(change.event())));
                            return store(connection, era, change.result(), entry.get());
                        }),
                        Written::batch,
                        unanswered -> {}));
    }

    private <T> Uni<Written<T>> store(SqlConnection connection, int era, T result, Pending entry) {
        Instant now = now();
        entry.signed(signer, now, 0);
        LogBatch batch = Flush.batch(lane, signer, now, List.of(entry));
        return batches.nextBatchNo(connection)
                .call(batchNo -> batches.insert(connection, batchNo, era, batch))
                .replaceWith(new Written<>(result, batch));
    }

    private static int retention(Pending entry) {
        return entry.draft().entry().retentionDays();
    }

    /** An entry of a change that did not happen. */
    private static void shed(Pending entry) {
        if (entry != null) {
            entry.resolve(Outcome.shed(entry.logId()));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
