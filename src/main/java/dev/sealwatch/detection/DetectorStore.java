package dev.sealwatch.detection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** How each detector fares, and how far its counts go. */
@ApplicationScoped
class DetectorStore {

    private final Pool pool;
    private final Clock clock;

    DetectorStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    // Counts are by buckets as wide as the window: where something else is counted they begin anew, and are complete
    // only
    // for events that can not have been stored before.
    private static final String BEGIN = """
              with settled as (
                   insert into detector_states as state (type, fingerprint, last_run_at)
                   values ($1, $2, $3)
                       on conflict (type) do update
                      set last_run_at = $3, fingerprint = $2,
                          counted_from = case when state.fingerprint <> $2
                                              then $3::timestamptz + interval '5 minutes'
                                              else state.counted_from end
                returning counted_from)
            select counted_from, (select fingerprint from detector_states where type = $1) <> $2 as forget
              from settled
            """;

    private static final String FORGET = """
            delete from detector_counts where type = $1
            """;

    /** Says that a run begins; since when the counts of its type are complete, microseconds. */
    Uni<Long> begin(SqlConnection connection, Detector detector) {
        return connection
                .preparedQuery(BEGIN)
                .execute(Tuple.of(detector.type(), detector.fingerprint(), now()))
                .map(rows -> rows.iterator().next())
                .call(row -> Boolean.TRUE.equals(row.getBoolean("forget"))
                        ? connection.preparedQuery(FORGET).execute(Tuple.of(detector.type()))
                        : Uni.createFrom().voidItem())
                .map(row -> Micros.of(row.getOffsetDateTime("counted_from")));
    }

    // No more at once than some minutes bring: a bucket of a day may hold millions.
    private static final String PRUNE = """
              with pruned as (
                   delete from detector_counts
                    where ctid = any (array(select ctid
                                              from detector_counts
                                             where type = $1
                                               and bucket < $2
                                             limit 100000)))
            update detector_states
               set counted_from = greatest(counted_from, $3)
             where type = $1
            """;

    /** Counts of before that bucket are given up: events as old as that are looked at without them. */
    Uni<Void> prune(SqlConnection connection, Detector detector, long bucket) {
        long from = bucket * Micros.of(detector.rule().window());
        return connection
                .preparedQuery(PRUNE)
                .execute(Tuple.of(detector.type(), bucket, Micros.time(from)))
                .replaceWithVoid();
    }

    private static final String SUCCEEDED = """
            insert into detector_states as state (type, last_run_at, last_success_at, duration_ms, entries, skipped)
            values ($1, $2, $2, $3, $4, $5)
                on conflict (type) do update
               set last_run_at = $2, last_success_at = $2, duration_ms = $3, entries = $4, skipped = state.skipped + $5,
                   failures = 0, error = null
            """;

    Uni<Void> succeeded(SqlClient client, Detector detector, DetectorRun.Ran ran) {
        Tuple values = Tuple.tuple()
                .addString(detector.type())
                .addOffsetDateTime(now())
                .addLong(ran.took().toMillis())
                .addLong((long) ran.entries())
                .addLong(ran.skipped());
        return client.preparedQuery(SUCCEEDED).execute(values).replaceWithVoid();
    }

    private static final String FAILED = """
            insert into detector_states as state (type, last_run_at, failures, error)
            values ($1, $2, 1, $3)
                on conflict (type) do update
               set last_run_at = $2, failures = state.failures + 1, error = $3
            """;

    Uni<Void> failed(Detector detector, String error) {
        return pool.preparedQuery(FAILED)
                .execute(Tuple.of(detector.type(), now(), error))
                .replaceWithVoid();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
