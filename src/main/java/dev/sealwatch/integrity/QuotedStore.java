package dev.sealwatch.integrity;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads a few entries, and of the others in their batches no more than what the MACs were made of. */
@Singleton
class QuotedStore {

    private final Pool pool;

    QuotedStore(Pool pool) {
        this.pool = pool;
    }

    /** Rows first: a purge leaves its proof before it takes them away. It goes on with a worker thread. */
    Uni<Quoted> read(Collection<Long> ids) {
        Long[] batches =
                ids.stream().map(id -> Place.ofId(id).batchNo()).distinct().toArray(Long[]::new);
        return rows(ids.toArray(Long[]::new))
                .flatMap(rows -> Uni.combine()
                        .all()
                        .unis(batches(batches), commits(batches))
                        .with((found, commits) -> new Quoted(rows, found, commits, Map.of())))
                .flatMap(quoted -> purged(batches).map(quoted::with))
                .emitOn(Infrastructure.getDefaultWorkerPool());
    }

    private static final String ROWS = """
            select entry.*,
                   coalesce(masklen(ip_address) = case family(ip_address) when 4 then 32 else 128 end
                            and not ip_address <<= '::ffff:0:0/96', true) as plain_address
              from stored_entries as entry
             where id = any($1)
            """;

    private Uni<Map<Long, List<FoundRow>>> rows(Long[] ids) {
        return pool.preparedQuery(ROWS)
                .execute(Tuple.of(ids))
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> row.getLong("id"), Collectors.mapping(FoundRow::of, Collectors.toList()))));
    }

    private static final String BATCHES = """
            select batch_no, writer, writer_seq, created_at, entries, key_no, mac, writer_seq - 1 as previous_seq,
                   0::bigint as previous_no
              from log_batches
             where batch_no = any($1)
            """;

    private Uni<Map<Long, BatchRow>> batches(Long[] numbers) {
        return pool.preparedQuery(BATCHES)
                .mapping(SelectionStore::batch)
                .execute(Tuple.of(numbers))
                .map(rows -> rows.stream().collect(Collectors.toMap(BatchRow::batchNo, batch -> batch)));
    }

    // One batch after the other, by the index: all at once would be planned as one reading of the whole table.
    private static final String COMMITS = """
            select batch.no as batch_no, entry.positions, entry.commits
              from unnest($1::bigint[]) as batch (no)
             cross join lateral (
                   select array_agg(batch_pos::integer order by id) as positions,
                          string_agg(leaf_commit, ''::bytea order by id) as commits,
                          bool_and(id = entry_id(batch_no, batch_pos) and octet_length(leaf_commit) = 32) as fit
                     from aggregated_logs
                    where id between entry_id(batch.no, 0) and entry_id(batch.no, 65535)) as entry
             where entry.fit
            """;

    private Uni<Map<Long, Map<Integer, byte[]>>> commits(Long[] numbers) {
        return pool.preparedQuery(COMMITS)
                .execute(Tuple.tuple().addArrayOfLong(numbers))
                .map(rows ->
                        rows.stream().collect(Collectors.toMap(row -> row.getLong("batch_no"), QuotedStore::commits)));
    }

    private static Map<Integer, byte[]> commits(Row row) {
        Integer[] positions = row.getArrayOfIntegers("positions");
        byte[] commits = row.getBuffer("commits").getBytes();
        Map<Integer, byte[]> byPosition = new HashMap<>();
        for (int i = 0; i < positions.length; i++) {
            byPosition.put(positions[i], Quoted.commit(commits, i));
        }
        return byPosition;
    }

    private static final String PURGED = """
            select batch_no, positions, leaf_inputs
              from purged_leaves
             where batch_no = any($1)
            """;

    private Uni<Map<Long, PurgedLeaves>> purged(Long[] numbers) {
        return pool.preparedQuery(PURGED)
                .execute(Tuple.tuple().addArrayOfLong(numbers))
                .map(EvidenceStore::leaves);
    }
}
