package dev.sealwatch.logs;

import dev.sealwatch.logs.ExpiredPartition.State;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What happens to expired partitions in the database, each step alone and repeatable. */
@ApplicationScoped
class RetentionStore {

    private final Pool pool;
    private final RollupStore rollups;

    RetentionStore(Pool pool, RollupStore rollups) {
        this.pool = pool;
        this.rollups = rollups;
    }

    private static final String LOCK = """
            select pg_try_advisory_lock(hashtext('sealwatch.retention')) as locked
            """;

    private static final String UNLOCK = """
            select pg_advisory_unlock(hashtext('sealwatch.retention'))
            """;

    /** Does the work on a connection that no other replica holds a like one of; without it, nothing. */
    Uni<Void> alone(Function<SqlConnection, Uni<Void>> work) {
        return pool.withConnection(connection -> connection
                .query(LOCK)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("locked"))
                .chain(locked -> locked
                        ? work.apply(connection)
                                .eventually(() -> connection.query(UNLOCK).execute())
                        : Uni.createFrom().voidItem()));
    }

    private static final String TIME = """
            select clock_timestamp() as time
            """;

    Uni<Instant> time(SqlClient connection) {
        return connection
                .query(TIME)
                .execute()
                .map(rows -> rows.iterator().next().getOffsetDateTime("time").toInstant());
    }

    // Also what is no longer attached: a purge that was interrupted goes on from there.
    private static final String EXPIRED = """
              with named as (
                   select oid,
                          relname::text as name,
                          regexp_replace(relname, '_[0-9]+$', '') as parent,
                          substring(relname, 'r([0-9]{5})_')::integer as days,
                          to_date(right(relname, 8), 'YYYYMMDD')::timestamp at time zone 'UTC' as received_from
                     from pg_class
                    where relkind = 'r'
                      and relname ~ '^aggregated_logs_r[0-9]{5}_[0-9]{8}$'
                      and relnamespace = (select relnamespace from pg_class where oid = 'aggregated_logs'::regclass)),
                   dated as (
                   select *, log_partition_until(days, received_from) as received_until
                     from named
                    where days < 65535)
            select name, days, received_from, received_until,
                   case when inhrelid is null then 'DETACHED' when inhdetachpending then 'DETACHING' else 'ATTACHED' end as state,
                   exists (select from purges where partition_name = name) as recorded,
                   format('alter table %I detach partition %I concurrently', parent, name) as detach,
                   format('alter table %I detach partition %I finalize', parent, name) as finish,
                   format('drop table %I', name) as drop
              from dated
              left join pg_inherits on inhrelid = dated.oid
             where received_until + make_interval(hours => 24 * days) <= $1
             order by received_from, days
            """;

    Uni<List<ExpiredPartition>> expired(SqlClient connection, Instant now) {
        return connection
                .preparedQuery(EXPIRED)
                .mapping(RetentionStore::partition)
                .execute(Tuple.of(LogFilter.utc(now)))
                .map(rows -> rows.stream().toList());
    }

    private static ExpiredPartition partition(Row row) {
        return new ExpiredPartition(
                row.getString("name"),
                row.getInteger("days"),
                row.getOffsetDateTime("received_from"),
                row.getOffsetDateTime("received_until"),
                State.valueOf(row.getString("state")),
                row.getBoolean("recorded"),
                row.getString("detach"),
                row.getString("finish"),
                row.getString("drop"));
    }

    /** Runs one of the statements of a partition. */
    Uni<Void> alter(SqlClient connection, String statement) {
        return connection.query(statement).execute().replaceWithVoid();
    }

    private static final String RECORD = """
            insert into purges (partition_name, retention_days, created_from, created_until, entries, purged_at)
            values ($1, $2, $3, $4, $5, $6)
                on conflict (partition_name) do nothing
            """;

    Uni<Void> record(SqlClient connection, ExpiredPartition partition, long entries, Instant now) {
        return connection
                .preparedQuery(RECORD)
                .execute(Tuple.of(
                        partition.name(),
                        partition.retentionDays(),
                        partition.from(),
                        partition.until(),
                        entries,
                        LogFilter.utc(now)))
                .chain(() -> rollups.forget(connection, partition));
    }

    private static final String FORGET_IDS = """
            delete from known_ids
             where ctid = any (array (select ctid from known_ids where created_at < $1 limit $2))
            """;

    /** How many ids were forgotten, at most the limit. */
    Uni<Integer> forgetIds(SqlClient connection, Instant before, int limit) {
        return connection
                .preparedQuery(FORGET_IDS)
                .execute(Tuple.of(LogFilter.utc(before), limit))
                .map(SqlResult::rowCount);
    }
}
