package dev.sealwatch.logs;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Writes batches: one flush, one {@link #transaction}, one batch. */
@ApplicationScoped
public class BatchStore {

    /** A sender's id, the SHA-256 of what came with it, and its place in the batch. */
    public record SentId(UUID logId, String principal, byte[] content, int position) {}

    private final CommitStore commits;
    private final PartitionStore partitions;

    BatchStore(CommitStore commits, PartitionStore partitions) {
        this.commits = commits;
        this.partitions = partitions;
    }

    /** Makes what entries of that receive time need, outside any transaction of theirs. */
    public Uni<Void> makePartitions(Instant createdAt, Set<Integer> retentionDays) {
        return Multi.createFrom()
                .iterable(retentionDays)
                .onItem()
                .transformToUniAndConcatenate(days -> partitions.make(days, createdAt))
                .collect()
                .last();
    }

    /**
     * All of it or nothing. When nobody answers the commit, it is found out whether it happened, however long that takes.
     *
     * @param batchOf the batch that the result stands for, or null where nothing was stored
     * @param unanswered told of each time the database could not even be asked
     */
    public <T> Uni<T> transaction(
            Function<SqlConnection, Uni<T>> work, Function<T, LogBatch> batchOf, Consumer<Throwable> unanswered) {
        return commits.transaction(work, batchOf, unanswered);
    }

    /** The era that new batches belong to: one more than the stored ones' once transaction ids have started again. */
    public Uni<Integer> era() {
        return commits.era();
    }

    private static final String NEXT_BATCH_NO = """
            select nextval(pg_get_serial_sequence('log_batches', 'batch_no')) as batch_no
            """;

    public Uni<Long> nextBatchNo(SqlConnection connection) {
        return connection
                .preparedQuery(NEXT_BATCH_NO)
                .execute()
                .map(rows -> rows.iterator().next().getLong("batch_no"));
    }

    // In order of the key, so that two flushes never wait for each other crosswise.
    private static final String CLAIM = """
            insert into known_ids (log_id, principal, content, batch_no, batch_pos, created_at)
            select sent.log_id, sent.principal, sent.content, $5, sent.batch_pos, $6
              from unnest($1::uuid[], $2::text[], $3::bytea[], $4::integer[])
                as sent (log_id, principal, content, batch_pos)
             order by sent.log_id, sent.principal
                on conflict (log_id, principal) do nothing
            """;

    /** Takes ids for a batch; how many were free. */
    public Uni<Integer> claim(SqlConnection connection, long batchNo, Instant createdAt, List<SentId> ids) {
        Tuple values = tuple(
                column(ids, SentId::logId, UUID[]::new),
                column(ids, SentId::principal, String[]::new),
                column(ids, id -> Buffer.buffer(id.content()), Buffer[]::new),
                column(ids, SentId::position, Integer[]::new),
                batchNo,
                createdAt.atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(CLAIM).execute(values).map(SqlResult::rowCount);
    }

    private static final String TAKEN = """
            select known.log_id, known.principal, known.content, known.batch_pos
              from known_ids known
              join unnest($1::uuid[], $2::text[]) as sent (log_id, principal)
                on known.log_id = sent.log_id and known.principal = sent.principal
             where known.batch_no <> $3
            """;

    /** Those of the ids that other batches hold, with the content those were sent with. */
    public Uni<List<SentId>> taken(SqlConnection connection, long batchNo, List<SentId> ids) {
        Tuple values =
                tuple(column(ids, SentId::logId, UUID[]::new), column(ids, SentId::principal, String[]::new), batchNo);
        return connection
                .preparedQuery(TAKEN)
                .execute(values)
                .map(rows -> rows.stream()
                        .map(row -> new SentId(
                                row.getUUID("log_id"),
                                row.getString("principal"),
                                row.getBuffer("content").getBytes(),
                                row.getInteger("batch_pos")))
                        .toList());
    }

    private static final String MOVE = """
            update known_ids
               set batch_pos = sent.batch_pos
              from unnest($1::uuid[], $2::text[], $3::integer[]) as sent (log_id, principal, batch_pos)
             where known_ids.log_id = sent.log_id
               and known_ids.principal = sent.principal
               and known_ids.batch_no = $4
            """;

    /** Corrects places after duplicates left the batch. */
    public Uni<Void> move(SqlConnection connection, long batchNo, List<SentId> ids) {
        Tuple values = tuple(
                column(ids, SentId::logId, UUID[]::new),
                column(ids, SentId::principal, String[]::new),
                column(ids, SentId::position, Integer[]::new),
                batchNo);
        return connection.preparedQuery(MOVE).execute(values).replaceWithVoid();
    }

    private static final String INSERT = """
              with batch as (
                   insert into log_batches (batch_no, era, writer, writer_seq, created_at, entries, key_no, mac)
                   values ($1, $2, $3, $4, $5, $6, $7, $8))
            insert into aggregated_logs
                   (id, batch_no, batch_pos, created_at, key_no, log_id, timestamp, event_time, retention_days,
                    source, level, category, message, metadata, user_id, user_key,
                    ip_address, ip_key, user_agent, principal, signature, leaf_commit)
            select entry_id($1, place - 1), $1, place - 1, $5, $7, log_id, timestamp, event_time, retention_days,
                   source, level, category, message, metadata::jsonb, user_id, user_key,
                   ip_address::inet, ip_key::inet, user_agent, principal, signature, leaf_commit
              from unnest($9::uuid[], $10::timestamptz[], $11::timestamptz[], $12::integer[],
                          $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[],
                          $20::text[], $21::text[], $22::text[], $23::text[], $24::bytea[], $25::bytea[])
                   with ordinality
                as entry (log_id, timestamp, event_time, retention_days,
                          source, level, category, message, metadata, user_id, user_key,
                          ip_address, ip_key, user_agent, principal, signature, leaf_commit, place)
            """;

    public Uni<Void> insert(SqlConnection connection, long batchNo, int era, LogBatch batch) {
        return connection
                .preparedQuery(INSERT)
                .execute(BatchColumns.of(batchNo, era, batch))
                .replaceWithVoid();
    }

    static <S, T> T[] column(List<S> rows, Function<S, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    static Tuple tuple(Object... values) {
        return Tuple.newInstance(io.vertx.sqlclient.Tuple.wrap(values));
    }
}
