package dev.sealwatch.integrity;

import dev.sealwatch.logs.LogEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which batches a verification has to look at. */
@Singleton
class SelectionStore {

    private final Pool pool;

    SelectionStore(Pool pool) {
        this.pool = pool;
    }

    private static final String RANGE = """
            select coalesce(min(batch_no) - 1, 0) as after,
                   coalesce(max(batch_no), 0)     as up_to,
                   coalesce(sum(entries), 0)::bigint as entries
              from log_batches
             where ($1::timestamptz is null or created_at >= $1)
            """;

    /** All batches there are by now that may hold entries since then; late ones come at any time after. */
    Uni<BatchRange> range(OffsetDateTime since) {
        return pool.preparedQuery(RANGE)
                .execute(Tuple.of(since == null ? null : since.minus(LogEntry.MOST_AHEAD)))
                .map(rows -> rows.iterator().next())
                .map(row -> new BatchRange(row.getLong("after"), row.getLong("up_to"), row.getLong("entries")));
    }

    // A writer's batch is visible only after those before it, so that within one statement no gap is a mirage.
    private static final String BATCHES = """
            select batch.batch_no, batch.writer, batch.writer_seq, batch.created_at, batch.entries, batch.key_no, batch.mac,
                   coalesce(previous.writer_seq, 0) as previous_seq,
                   coalesce(previous.batch_no, 0)   as previous_no
              from log_batches as batch
              left join lateral (select earlier.writer_seq, earlier.batch_no
                                   from log_batches as earlier
                                  where earlier.writer = batch.writer
                                    and earlier.writer_seq < batch.writer_seq
                                  order by earlier.writer_seq desc
                                  limit 1) as previous on true
             where batch.batch_no > $1
               and batch.batch_no <= $2
             order by batch.batch_no
             limit $3
            """;

    Uni<List<BatchRow>> batches(long after, long upTo, int limit) {
        return pool.preparedQuery(BATCHES)
                .execute(Tuple.of(after, upTo, limit))
                .map(rows -> rows.stream().map(SelectionStore::batch).toList());
    }

    static BatchRow batch(Row row) {
        return new BatchRow(
                row.getLong("batch_no"),
                row.getString("writer"),
                row.getLong("writer_seq"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getInteger("entries"),
                row.getInteger("key_no"),
                row.getBuffer("mac").getBytes(),
                row.getLong("previous_seq"),
                row.getLong("previous_no"));
    }

    private static final String TOUCHED = """
            select distinct entry_batch(id) as batch_no
              from aggregated_logs
             where id between $1 and $2
               and ($3::timestamptz is null or timestamp >= $3)
               and ($4::timestamptz is null or timestamp < $4)
               and ($5::text is null or source = $5)
             union
            select batch_no
              from log_batches
             where batch_no between entry_batch($1) and entry_batch($2)
               and $5::text is null
               and ($3::timestamptz is null or created_at >= $3)
               and ($4::timestamptz is null or created_at < $4)
            """;

    /** The batches among those that hold matching entries, or came in the time asked for. */
    Uni<Set<Long>> touched(Selection selection, long firstId, long lastId) {
        return pool.preparedQuery(TOUCHED)
                .execute(Tuple.of(firstId, lastId, selection.startDate(), selection.endDate(), selection.source()))
                .map(rows -> rows.stream().map(row -> row.getLong("batch_no")).collect(Collectors.toSet()));
    }

    private static final String FREE = """
            select batch.batch_no + 1 as free
              from log_batches as batch
             where batch.batch_no >= $1
               and batch.batch_no < $2
               and not exists (select from log_batches as next where next.batch_no = batch.batch_no + 1)
             order by batch.batch_no
             limit $3
            """;

    /** Numbers between two batches that no batch has. */
    Uni<List<Long>> free(Gap gap, int limit) {
        return pool.preparedQuery(FREE)
                .execute(Tuple.of(gap.after(), gap.before(), limit))
                .map(rows -> rows.stream().map(row -> row.getLong("free")).toList());
    }
}
