package dev.sealwatch.ingest;

import dev.sealwatch.logs.BatchStore;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Stores a flush however many attempts it takes: repeats, cuts in halves or keeps a dead letter, as the failure asks. */
@ApplicationScoped
class FlushLoop {

    private static final Logger LOG = Logger.getLogger(FlushLoop.class);
    /** As many connections as may lead to a server that was demoted, and are found out one by one. */
    private static final int CONNECTIONS = 16;

    private final BatchWriter writer;
    private final BatchStore batches;
    private final DeadLetterStore deadLetters;
    private final Availability availability;
    private final IngestMetrics metrics;

    FlushLoop(
            BatchWriter writer,
            BatchStore batches,
            DeadLetterStore deadLetters,
            Availability availability,
            IngestMetrics metrics) {
        this.writer = writer;
        this.batches = batches;
        this.deadLetters = deadLetters;
        this.availability = availability;
        this.metrics = metrics;
    }

    /** Completes when every entry has its outcome; never fails. */
    Uni<Void> store(Lane lane, Flush flush) {
        return Uni.createFrom()
                .deferred(() -> attempt(lane, flush, 0))
                .onFailure()
                .recoverWithUni(bug -> giveUp(flush, bug));
    }

    /** A fault of ours must cost this flush only, and be seen. */
    private static Uni<Void> giveUp(Flush flush, Throwable bug) {
        LOG.errorf(bug, "A flush was given up. entries=%d", flush.entries().size());
        flush.entries().stream()
                .filter(entry -> entry.outcome() == null)
                .forEach(entry -> entry.resolve(Outcome.shed(entry.logId())));
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> attempt(Lane lane, Flush all, int failures) {
        Flush flush = all.withoutAbandoned();
        if (flush.entries().isEmpty()) {
            return failures == 0 ? Uni.createFrom().voidItem() : untilBack(failures);
        }
        long start = System.nanoTime();
        return Uni.createFrom()
                .deferred(() -> writer.write(lane, flush))
                .invoke(() -> {
                    metrics.flushed(flush.entries().size(), Duration.ofNanos(System.nanoTime() - start));
                    availability.succeeded();
                })
                .onFailure()
                .recoverWithUni(cause -> recover(lane, flush, failures, cause));
    }

    private Uni<Void> recover(Lane lane, Flush flush, int failures, Throwable cause) {
        if (cause instanceof BatchWriter.Refused refused) {
            refused.outcomes()
                    .forEach((entry, outcome) ->
                            entry.resolve(outcome.isStored() ? Outcome.heldBack(entry.logId()) : outcome));
            return Uni.createFrom().voidItem();
        }
        FlushFailure fault = FlushFailure.of(cause);
        metrics.flushFailed(fault);
        return switch (fault) {
            case POISON -> poisoned(lane, flush, cause);
            case NO_PARTITION ->
                batches.makePartitions(flush.createdAt(), flush.retentions())
                        .chain(() -> Pause.after(failures))
                        .chain(() -> attempt(lane, flush, failures + 1))
                        .onFailure()
                        .recoverWithUni(unmade -> repeat(lane, flush, failures, unmade));
            case READ_ONLY, TRANSIENT, BUG -> repeat(lane, flush, failures, cause);
        };
    }

    private Uni<Void> repeat(Lane lane, Flush flush, int failures, Throwable cause) {
        LOG.warnf(
                "A flush failed and is repeated. entries=%d sqlstate=%s cause=%s",
                flush.entries().size(),
                FlushFailure.sqlState(cause),
                cause.getClass().getSimpleName());
        availability.failed(cause);
        int growth = FlushFailure.of(cause) == FlushFailure.READ_ONLY ? failures - CONNECTIONS : failures;
        return Pause.after(growth).chain(() -> attempt(lane, flush, failures + 1));
    }

    /** Every request has been refused by now; somebody has to notice when the database is back. */
    private Uni<Void> untilBack(int failures) {
        return batches.era()
                .invoke(availability::succeeded)
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(cause -> Pause.after(failures).chain(() -> untilBack(failures + 1)));
    }

    private Uni<Void> poisoned(Lane lane, Flush flush, Throwable cause) {
        if (flush.isAtomic()) {
            metrics.poisoned(cause);
            flush.entries().forEach(entry -> entry.resolve(Outcome.unstorable(entry.logId())));
            return Uni.createFrom().voidItem();
        }
        if (flush.entries().size() == 1) {
            metrics.poisoned(cause);
            return bury(flush.entries().get(0), cause, 0);
        }
        List<Flush> halves = flush.halves();
        return store(lane, halves.get(0)).chain(() -> store(lane, halves.get(1)));
    }

    private Uni<Void> bury(Pending entry, Throwable cause, int failures) {
        LOG.errorf(
                cause instanceof PgException ? null : cause,
                "An entry can't be stored and is kept as a dead letter. log_id=%s sqlstate=%s",
                entry.logId(),
                FlushFailure.sqlState(cause));
        return deadLetters
                .keep(entry.signed().entry(), cause)
                .invoke(() -> entry.resolve(Outcome.deadLettered(entry.logId())))
                .onFailure()
                .recoverWithUni(again -> {
                    availability.failed(again);
                    return Pause.after(failures).chain(() -> bury(entry, cause, failures + 1));
                });
    }
}
