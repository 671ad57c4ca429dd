package dev.sealwatch.logs;

import static dev.sealwatch.logs.BatchStore.tuple;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Commits batches exactly once, also when the answer to a commit is lost. */
@ApplicationScoped
class CommitStore {

    private static final Logger LOG = Logger.getLogger(CommitStore.class);

    /** Between two questions whether an unanswered commit happened: the database is just coming back. */
    private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(50);

    private static final Duration ASK_AGAIN_AT_MOST = Duration.ofSeconds(5);

    private final Pool pool;
    private final AtomicReference<Integer> era = new AtomicReference<>();

    CommitStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * All of it or nothing. When nobody answers the commit, it is found out whether it happened, however long that takes.
     *
     * @param batchOf the batch that the result stands for, or null where nothing was stored
     * @param unanswered told of each time the database could not even be asked
     */
    <T> Uni<T> transaction(
            Function<SqlConnection, Uni<T>> work, Function<T, LogBatch> batchOf, Consumer<Throwable> unanswered) {
        return pool.getConnection()
                .flatMap(connection -> connection
                        .begin()
                        .flatMap(transaction -> work.apply(connection)
                                .onFailure()
                                .call(cause ->
                                        transaction.rollback().onFailure().recoverWithNull())
                                .call(result -> commit(transaction, batchOf.apply(result), unanswered)))
                        .eventually(() -> connection.close().onFailure().recoverWithNull()))
                // The database may have been restored meanwhile.
                .onFailure()
                .invoke(() -> era.set(null));
    }

    private Uni<Void> commit(Transaction transaction, LogBatch batch, Consumer<Throwable> unanswered) {
        return transaction
                .commit()
                .onFailure()
                .recoverWithUni(cause -> batch == null
                        ? Uni.createFrom().voidItem()
                        : whetherCommitted(batch, unanswered)
                                .flatMap(happened -> happened
                                        ? Uni.createFrom().voidItem()
                                        : Uni.createFrom().failure(cause)));
    }

    private Uni<Boolean> whetherCommitted(LogBatch batch, Consumer<Throwable> unanswered) {
        LOG.warnf(
                "A commit was not answered; asking whether it happened. writer=%s seq=%d",
                batch.writer(), batch.writerSeq());
        return Uni.createFrom()
                .deferred(() -> wasCommitted(batch))
                .onFailure()
                .invoke(unanswered)
                .onFailure()
                .retry()
                .withBackOff(ASK_AGAIN_AFTER, ASK_AGAIN_AT_MOST)
                .indefinitely();
    }

    private static final String ERA = """
            select log_era() as era
            """;

    /** The era that new batches belong to: one more than the stored ones' once transaction ids have started again. */
    Uni<Integer> era() {
        Integer known = era.get();
        return known != null
                ? Uni.createFrom().item(known)
                : pool.preparedQuery(ERA)
                        .execute()
                        .map(rows -> rows.iterator().next().getInteger("era"))
                        .invoke(era::set);
    }

    // Waits for whoever holds the number in a transaction that has not ended, and takes it for the length of the
    // question.
    private static final String ASK_FOR_NUMBER = """
            insert into log_batches (era, writer, writer_seq, created_at, entries, key_no, mac)
            values ($1, $2, $3, $4, $5, $6, $7)
                on conflict (writer, writer_seq) do nothing
            """;

    private Uni<Boolean> wasCommitted(LogBatch batch) {
        return pool.getConnection()
                .flatMap(connection -> connection
                        .begin()
                        .flatMap(transaction -> ask(connection, batch)
                                .eventually(
                                        () -> transaction.rollback().onFailure().recoverWithNull()))
                        .eventually(() -> connection.close().onFailure().recoverWithNull()));
    }

    private static Uni<Boolean> ask(SqlConnection connection, LogBatch batch) {
        Tuple number = tuple(
                1,
                batch.writer(),
                batch.writerSeq(),
                batch.createdAt().atOffset(ZoneOffset.UTC),
                batch.entries().size(),
                (short) batch.keyNo(),
                Buffer.buffer(batch.mac()));
        return connection.preparedQuery(ASK_FOR_NUMBER).execute(number).map(result -> result.rowCount() == 0);
    }
}
