package dev.sealwatch.logs;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hands stored batches to the stages behind ingest, each batch once and in whatever order batches became visible.
 *
 * <p>A reader remembers a snapshot; what the present snapshot sees and that one did not is new. Batch numbers are taken
 * before commit, so "above the last number" would miss a slow writer's batches for ever.
 */
@ApplicationScoped
public class BatchReaderStore {

    /**
     * A stored batch.
     *
     * @param createdAt receive time of all its entries
     */
    public record Batch(long batchNo, Instant createdAt, int entries) {}

    /**
     * What a reader takes now, and what it must not look at yet.
     *
     * @param taken in order of their numbers
     * @param later numbers of batches that are visible already and whose turn comes another time
     * @param more whether some of those are due at once: a backlog is read in parts
     */
    public record Unread(List<Batch> taken, Set<Long> later, boolean more) {

        /** How many entries the taken batches hold. */
        public int entries() {
            return taken.stream().mapToInt(Batch::entries).sum();
        }
    }

    private final Pool pool;

    BatchReaderStore(Pool pool) {
        this.pool = pool;
    }

    private static final String REGISTER = """
            insert into batch_readers (name)
            select name
              from unnest($1::text[]) as reader (name)
                on conflict (name) do nothing
            """;

    private static final String ENTER_ERA = """
            select log_era() as era
            """;

    /** To be called before each reading: makes readers that are new, and notices a restored dump. */
    public Uni<Void> register(List<String> readers) {
        return pool.preparedQuery(REGISTER)
                .execute(Tuple.of(readers.toArray(String[]::new)))
                .chain(() -> pool.preparedQuery(ENTER_ERA).execute())
                .replaceWithVoid();
    }

    private static final String UNREAD = """
              with reader as (select era, snapshot, until_era, until, position from batch_readers where name = $1),
                   unread as (
                       select batch_no, batch.era, tx, created_at, entries
                         from reader
                         join log_batches as batch
                           on batch.era = reader.era
                          and batch.tx >= pg_snapshot_xmin(reader.snapshot)
                          and not pg_visible_in_snapshot(batch.tx, reader.snapshot)
                        union all
                       select batch_no, batch.era, tx, created_at, entries
                         from reader
                         join log_batches as batch
                           on batch.era > reader.era)
            select batch_no, created_at, entries,
                   until is null or unread.era < until_era
                   or unread.era = until_era and pg_visible_in_snapshot(tx, until) as due,
                   until is not null and batch_no <= position as passed
              from unread, reader
             order by batch_no
            """;

    /**
     * What the reader has not read yet, as far as the transaction of that connection sees it.
     *
     * @param connection in a transaction of isolation level repeatable read, so that all its statements see the same
     * @param atMost entries, unless a single batch holds more
     */
    public Uni<Unread> unread(SqlConnection connection, String reader, int atMost) {
        return connection
                .preparedQuery(UNREAD)
                .mapping(BatchReaderStore::batch)
                .execute(Tuple.of(reader))
                .map(rows -> Backlog.part(rows.stream().toList(), atMost));
    }

    private static Backlog.Candidate batch(Row row) {
        return new Backlog.Candidate(
                new Batch(
                        row.getLong("batch_no"),
                        row.getOffsetDateTime("created_at").toInstant(),
                        row.getInteger("entries")),
                row.getBoolean("due"),
                row.getBoolean("passed"));
    }

    private static final String OLDEST = """
              with reader as (
                   select asked.name, coalesce(era, 0) as era, coalesce(snapshot, '1:1:') as snapshot, until_era, until,
                          position
                     from unnest($1::text[]) as asked (name)
                     left join batch_readers as stored on stored.name = asked.name)
            select name, unread.created_at
              from reader
             cross join lateral (
                   select created_at
                     from log_batches as batch
                    where (batch.era, batch.tx) >= (reader.era, pg_snapshot_xmin(reader.snapshot))
                      and (batch.era > reader.era or not pg_visible_in_snapshot(batch.tx, reader.snapshot))
                      and (until is null or batch_no > position or batch.era > until_era
                           or batch.era = until_era and not pg_visible_in_snapshot(batch.tx, until))
                    order by batch.era, batch.tx
                    limit 1) as unread
            """;

    /** When the oldest batch was received that each reader has not read, near enough: by name, none where all is read. */
    public Uni<Map<String, Instant>> oldestUnread(List<String> readers) {
        return pool.preparedQuery(OLDEST)
                .execute(Tuple.of(readers.toArray(String[]::new)))
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> row.getString("name"),
                                row -> row.getOffsetDateTime("created_at").toInstant())));
    }

    private static final String ADVANCE = """
            update batch_readers
               set position = $2, until = coalesce(until, pg_current_snapshot()),
                   until_era = coalesce(until_era, (select max(era) from log_eras))
             where name = $1
            """;

    private static final String FINISH = """
            update batch_readers
               set position = 0, snapshot = coalesce(until, pg_current_snapshot()), until = null,
                   era = coalesce(until_era, (select max(era) from log_eras)), until_era = null
             where name = $1
            """;

    /**
     * Says that the taken batches are done, in the transaction that writes what came of them. A second process that read
     * the same batches can not commit: the isolation level fails its update with SQLSTATE 40001.
     */
    public Uni<Void> done(SqlConnection connection, String reader, Unread read) {
        return read.more()
                ? connection
                        .preparedQuery(ADVANCE)
                        .execute(Tuple.of(
                                reader,
                                read.taken().get(read.taken().size() - 1).batchNo()))
                        .replaceWithVoid()
                : connection.preparedQuery(FINISH).execute(Tuple.of(reader)).replaceWithVoid();
    }
}
