package dev.sealwatch.logs;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps of entries that are about to go the 44 bytes that prove each was old enough. */
@ApplicationScoped
class LeafStore {

    private final int chunk;

    LeafStore(LogsConfig config) {
        this.chunk = config.purgeChunk();
    }

    // A leaf input is 01, the type of an entry 01, u16be retention, i64be receive time in microseconds, leaf commit. A
    // batch
    // is received at one time, so its entries of one retention lie in one partition and are kept in one row.
    private static final String KEEP = """
              with chunk as (
                   select max(batch_no) as last_batch
                     from (select batch_no
                             from aggregated_logs
                            where retention_days = $1
                              and created_at >= $2
                              and created_at < $3
                              and id >= $4
                            order by id
                            limit $5) as following),
                   leaves as (
                   select batch_no,
                          array_agg(batch_pos order by batch_pos) as positions,
                          string_agg('\\x0101'::bytea
                                         || substring(int4send(retention_days) from 3)
                                         || int8send((extract(epoch from created_at) * 1000000)::bigint)
                                         || leaf_commit,
                                     ''::bytea order by batch_pos) as leaf_inputs
                     from aggregated_logs, chunk
                    where retention_days = $1
                      and created_at >= $2
                      and created_at < $3
                      and id >= $4
                      and id < entry_id(last_batch + 1, 0)
                    group by batch_no),
                   kept as (
                   insert into purged_leaves (batch_no, retention_days, positions, leaf_inputs)
                   select batch_no, $1, positions, leaf_inputs
                     from leaves
                       on conflict (batch_no, retention_days) do nothing)
            select entry_id(last_batch + 1, 0) as next_id,
                   (select coalesce(sum(cardinality(positions)), 0)::bigint from leaves) as entries
              from chunk
            """;

    /** @param nextId null at the end */
    private record Kept(Long nextId, long entries) {}

    /** Goes through the partition in short statements; how many entries it holds. Done twice it changes nothing. */
    Uni<Long> keep(SqlClient connection, ExpiredPartition partition) {
        AtomicLong next = new AtomicLong();
        return Multi.createBy()
                .repeating()
                .uni(() -> keep(connection, partition, next.get())
                        .invoke(kept -> next.set(kept.nextId() == null ? next.get() : kept.nextId())))
                .whilst(kept -> kept.nextId() != null)
                .collect()
                .in(AtomicLong::new, (sum, kept) -> sum.addAndGet(kept.entries()))
                .map(AtomicLong::get);
    }

    private Uni<Kept> keep(SqlClient connection, ExpiredPartition partition, long fromId) {
        return connection
                .preparedQuery(KEEP)
                .mapping(LeafStore::kept)
                .execute(Tuple.of(partition.retentionDays(), partition.from(), partition.until(), fromId, chunk))
                .map(rows -> rows.iterator().next());
    }

    private static Kept kept(Row row) {
        return new Kept(row.getLong("next_id"), row.getLong("entries"));
    }
}
