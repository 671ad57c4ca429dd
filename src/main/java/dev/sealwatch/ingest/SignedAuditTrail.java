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
import java.util.UUID;
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

    /** @param entry already signed as the only one of the batch */
    private record Written<T>(T result, LogBatch batch, Pending entry) {}

    @Override
    public void record(AuditEvent event) {
        drafts.ticket(event)
                .ifPresent(ticket -> pipeline.submit(ticket)
                        .subscribe()
                        .with(taken -> {}, full -> drafts.lost(event, "buffer_full")));
    }

    /** One change at a time in this process, so that its batches are numbered without a gap. */
    @Override
    public <T> Uni<T> change(Function<SqlConnection, Uni<Change<T>>> work) {
        return turns.take(() -> attempt(work)
                .onFailure(cause -> Fault.of(cause) == Fault.NO_PARTITION)
                .recoverWithUni(
                        () -> batches.makePartitions(now(), drafts.retentions()).chain(() -> attempt(work))));
    }

    private <T> Uni<T> attempt(Function<SqlConnection, Uni<Change<T>>> work) {
        return batches.era()
                .flatMap(era -> batches.transaction(
                        connection -> work.apply(connection).flatMap(change -> store(connection, era, change)),
                        Written::batch))
                .invoke(written -> {
                    lane.committed();
                    written.entry().resolve(Outcome.stored(written.entry().logId()));
                })
                .map(Written::result);
    }

    private <T> Uni<Written<T>> store(SqlConnection connection, int era, Change<T> change) {
        Pending entry = drafts.entry(change.event());
        Instant now = now();
        entry.signed(signer, now, 0);
        LogBatch batch = Flush.batch(lane, signer, now, List.of(entry));
        return batches.nextBatchNo(connection)
                .call(batchNo -> batches.insert(connection, batchNo, era, batch))
                .replaceWith(new Written<>(change.result(), batch, entry));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
