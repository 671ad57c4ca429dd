package dev.sealwatch.integrity;

import dev.sealwatch.logs.StoredEntry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** In which batches entries lie, by their id. */
@Singleton
class LocateStore {

    private static final int SERVER_MADE = 7;
    private static final int TIME_SHIFT = 16;

    /** An id that nothing points to is looked for in what came lately, then further back, then everywhere. */
    private static final List<Duration> LOOK_BACK =
            List.of(Duration.ofDays(1), Duration.ofDays(8), Duration.ofDays(36_500));

    private final Pool pool;
    private final Clock clock;

    LocateStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** The batches that hold the ids, or held them when they were stored. */
    Uni<Set<Long>> batches(Collection<UUID> logIds) {
        return hinted(logIds)
                .flatMap(batches -> entries(logIds, batches)
                        .map(entries -> missing(logIds, entries))
                        .flatMap(this::search)
                        .invoke(batches::addAll)
                        .replaceWith(batches));
    }

    private static final String HINTED = """
            select batch_no
              from known_ids
             where log_id = any($1)
             union
            select batch.batch_no
              from unnest($2::timestamptz[]) as made (at)
              join log_batches as batch on batch.created_at >= made.at
                                       and batch.created_at < made.at + interval '1 millisecond'
            """;

    /** Ids that senders chose are known for a while; those made here tell the millisecond of their batch. */
    private Uni<Set<Long>> hinted(Collection<UUID> logIds) {
        OffsetDateTime[] made = logIds.stream()
                .filter(id -> id.version() == SERVER_MADE)
                .map(id -> Instant.ofEpochMilli(id.getMostSignificantBits() >>> TIME_SHIFT)
                        .atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        return pool.preparedQuery(HINTED)
                .execute(Tuple.of(array(logIds), made))
                .map(rows -> rows.stream().map(row -> row.getLong("batch_no")).collect(Collectors.toSet()));
    }

    // One batch after the other, by the index: all at once would be planned as one reading of the whole table.
    private static final String ENTRIES = """
            select entry.*
              from unnest($2::bigint[]) as batch (no)
             cross join lateral (
                   select *
                     from stored_entries
                    where id between entry_id(batch.no, 0) and entry_id(batch.no, 65535)
                      and log_id = any($1)
                   offset 0) as entry
             order by entry.id
            """;

    /** The entries with these ids in these batches. */
    Uni<List<StoredEntry>> entries(Collection<UUID> logIds, Set<Long> batches) {
        return pool.preparedQuery(ENTRIES)
                .execute(Tuple.of(array(logIds), batches.toArray(Long[]::new)))
                .map(rows -> rows.stream().map(StoredEntry::of).toList());
    }

    private static final String SINCE = """
            select distinct entry_batch(id) as batch_no, log_id
              from aggregated_logs
             where log_id = any($1)
               and created_at >= $2
            """;

    /** Looks further back as long as an id is not found. */
    private Uni<Set<Long>> search(Set<UUID> logIds) {
        Set<UUID> left = new HashSet<>(logIds);
        Set<Long> found = new HashSet<>();
        return Multi.createFrom()
                .iterable(LOOK_BACK)
                .onItem()
                .transformToUniAndConcatenate(back -> left.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : since(clock.instant().minus(back), left, found))
                .collect()
                .last()
                .replaceWith(found);
    }

    private Uni<Void> since(Instant time, Set<UUID> left, Set<Long> found) {
        return pool.preparedQuery(SINCE)
                .execute(Tuple.of(array(left), time.atOffset(ZoneOffset.UTC)))
                .invoke(rows -> rows.forEach(row -> {
                    left.remove(row.getUUID("log_id"));
                    found.add(row.getLong("batch_no"));
                }))
                .replaceWithVoid();
    }

    private static Set<UUID> missing(Collection<UUID> logIds, List<StoredEntry> entries) {
        Set<UUID> missing = new HashSet<>(logIds);
        entries.forEach(found -> missing.remove(found.entry().logId()));
        return missing;
    }

    private static UUID[] array(Collection<UUID> logIds) {
        return logIds.toArray(UUID[]::new);
    }
}
