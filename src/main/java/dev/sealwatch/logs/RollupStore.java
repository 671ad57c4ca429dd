package dev.sealwatch.logs;

import dev.sealwatch.logs.BatchReaderStore.Batch;
import dev.sealwatch.logs.BatchReaderStore.Unread;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Counts entries by hour, so that statistics need not read them all. */
@ApplicationScoped
class RollupStore {

    /** How it is known among the readers of batches. */
    static final String READER = "logs.statistics";

    private final Pool pool;
    private final BatchReaderStore readers;

    RollupStore(Pool pool, BatchReaderStore readers) {
        this.pool = pool;
        this.readers = readers;
    }

    private static final String ISOLATE = """
            set transaction isolation level repeatable read
            """;

    private static final String ALONE = """
            select pg_try_advisory_xact_lock(hashtext('sealwatch.statistics')) as alone
            """;

    /** Counts what is unread, at most that many entries; whether some are left. Where another replica counts, nothing. */
    Uni<Boolean> add(int atMost) {
        return pool.withTransaction(connection -> connection
                .query(ISOLATE)
                .execute()
                .chain(() -> connection.query(ALONE).execute())
                .flatMap(rows -> rows.iterator().next().getBoolean("alone")
                        ? readers.unread(connection, READER, atMost).flatMap(unread -> count(connection, unread))
                        : Uni.createFrom().item(false)));
    }

    private Uni<Boolean> count(SqlConnection connection, Unread unread) {
        return add(connection, unread.taken())
                .chain(() -> readers.done(connection, READER, unread))
                .replaceWith(unread.more());
    }

    private static final String ADD = """
            insert into log_counts as counted (retention_days, received_from, hour, source, level, category, entries)
            select fresh.*
              from (select retention_days, log_partition_from(retention_days, created_at) as received_from,
                           date_trunc('hour', timestamp, 'UTC') as hour, source, level, category, count(*) as entries
                      from unnest($1::bigint[], $2::timestamptz[]) as batch (batch_no, received)
                     cross join lateral (
                           select stored.retention_days, stored.created_at, stored.timestamp, stored.source, stored.level,
                                  stored.category
                             from aggregated_logs as stored
                            where stored.created_at = batch.received
                              and stored.id >= batch.batch_no * 65536
                              and stored.id < (batch.batch_no + 1) * 65536
                           offset 0) as entry
                     group by 1, 2, 3, 4, 5, 6) as fresh
             where not exists (select from purges
                                where partition_name = log_partition_name(fresh.retention_days, fresh.received_from))
             order by 3, 4, 5, 6, 1, 2
                on conflict (hour, source, level, category, retention_days, received_from) do update
               set entries = counted.entries + excluded.entries
            """;

    private static Uni<Void> add(SqlConnection connection, List<Batch> batches) {
        Long[] numbers = batches.stream().map(Batch::batchNo).toArray(Long[]::new);
        OffsetDateTime[] received = batches.stream()
                .map(batch -> batch.createdAt().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        return connection
                .preparedQuery(ADD)
                .execute(Tuple.tuple().addValue(numbers).addValue(received))
                .replaceWithVoid();
    }

    // Whoever counts meanwhile can not commit, begins anew, and then sees the record of the purge.
    private static final String HALT = """
            update batch_readers
               set position = position
             where name = $1
            """;

    private static final String FORGET = """
            delete from log_counts
             where retention_days = $1
               and received_from = $2
            """;

    /** Subtracts a partition, in the transaction that records its purge. */
    Uni<Void> forget(SqlClient connection, ExpiredPartition partition) {
        return connection
                .preparedQuery(HALT)
                .execute(Tuple.of(READER))
                .chain(() ->
                        connection.preparedQuery(FORGET).execute(Tuple.of(partition.retentionDays(), partition.from())))
                .replaceWithVoid();
    }
}
