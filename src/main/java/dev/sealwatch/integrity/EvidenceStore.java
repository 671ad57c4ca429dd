package dev.sealwatch.integrity;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a verification reads, piece by piece and each in a statement of its own. */
@Singleton
class EvidenceStore {

    private final Pool pool;

    EvidenceStore(Pool pool) {
        this.pool = pool;
    }

    // The offset keeps metadata from being made to text twice.
    private static final String ROWS = """
            select *
              from (select *,
                           sum(octet_length(message) + coalesce(octet_length(metadata), 0))
                               over (order by id rows unbounded preceding) as bytes
                      from (select stored.*,
                                   coalesce(masklen(ip_address) = case family(ip_address) when 4 then 32 else 128 end
                                            and not ip_address <<= '::ffff:0:0/96', true) as plain_address
                              from stored_entries as stored
                             where id between $1 and $2
                               and ($3::bigint[] is null or entry_batch(id) = any($3))
                            offset 0) as entry) as weighed
             where bytes - octet_length(message) - coalesce(octet_length(metadata), 0) < $4
            """;

    /** @param more whether there may be further ones, which had too many bytes */
    record Rows(List<FoundRow> found, boolean more) {}

    /**
     * The rows whose ids lie in the chunk, for hashing: it goes on with a worker thread.
     *
     * @param mostBytes of messages and metadata; the row that passes it is the last one
     */
    Uni<Rows> rows(Chunk chunk, long mostBytes) {
        Long[] batches = chunk.only() == null ? null : chunk.only().toArray(Long[]::new);
        return pool.preparedQuery(ROWS)
                .execute(Tuple.of(chunk.firstId(), chunk.lastId(), batches, mostBytes))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> new Rows(
                        rows.stream().map(FoundRow::of).toList(),
                        rows.stream().anyMatch(row -> row.getLong("bytes") >= mostBytes)));
    }

    private static final String ORPHANS = """
            select entry.*,
                   coalesce(masklen(ip_address) = case family(ip_address) when 4 then 32 else 128 end
                            and not ip_address <<= '::ffff:0:0/96', true) as plain_address
              from stored_entries as entry
             where id > $1
               and not exists (select from log_batches where log_batches.batch_no = entry_batch(entry.id))
             limit $2
            """;

    /** Rows above an id whose batch does not exist. */
    Uni<List<FoundRow>> orphans(long afterId, int limit) {
        return pool.preparedQuery(ORPHANS)
                .execute(Tuple.of(afterId, limit))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> rows.stream().map(FoundRow::of).toList());
    }

    private static final String PURGED = """
            select batch_no, positions, leaf_inputs
              from purged_leaves
             where batch_no between $1 and $2
            """;

    Uni<Map<Long, PurgedLeaves>> purged(long firstBatch, long lastBatch) {
        return pool.preparedQuery(PURGED)
                .execute(Tuple.of(firstBatch, lastBatch))
                .map(EvidenceStore::leaves);
    }

    static Map<Long, PurgedLeaves> leaves(RowSet<Row> rows) {
        Map<Long, PurgedLeaves> purged = new HashMap<>();
        rows.forEach(row -> purged.computeIfAbsent(row.getLong("batch_no"), batch -> PurgedLeaves.empty())
                .add(
                        row.getArrayOfIntegers("positions"),
                        row.getBuffer("leaf_inputs").getBytes()));
        return purged;
    }

    // Of the ids found in a batch, and of the places in it.
    private static final String KNOWN = """
            select log_id, principal, batch_no, batch_pos
              from known_ids
             where log_id = any($1)
             union
            select log_id, principal, batch_no, batch_pos
              from known_ids
             where created_at = $2
               and batch_no = $3
            """;

    Uni<List<Place.Known>> known(BatchRow batch, Set<UUID> logIds) {
        return pool.preparedQuery(KNOWN)
                .execute(Tuple.of(
                        logIds.toArray(UUID[]::new), batch.createdAt().atOffset(ZoneOffset.UTC), batch.batchNo()))
                .map(rows -> rows.stream()
                        .map(row -> new Place.Known(
                                row.getUUID("log_id"),
                                row.getString("principal"),
                                new Place(row.getLong("batch_no"), row.getInteger("batch_pos"))))
                        .toList());
    }

    private static final String EXISTING = """
            select batch_no
              from log_batches
             where batch_no = any($1)
            """;

    /** Which of the batches exist by now. */
    Uni<Set<Long>> existing(Set<Long> batches) {
        return pool.preparedQuery(EXISTING)
                .execute(Tuple.of(batches.toArray(Long[]::new)))
                .map(rows -> rows.stream().map(row -> row.getLong("batch_no")).collect(Collectors.toSet()));
    }
}
