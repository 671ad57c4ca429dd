package dev.sealwatch.logs;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Makes the partitions of the entries, on connections of their own. */
@ApplicationScoped
class PartitionStore {

    private final Pool pool;

    PartitionStore(Pool pool) {
        this.pool = pool;
    }

    private static final String MAKE = """
            call make_log_partition($1, $2)
            """;

    /** Makes the partition for entries of that retention that are received then; nothing happens where it exists. */
    Uni<Void> make(int retentionDays, Instant at) {
        return make(retentionDays, at.atOffset(ZoneOffset.UTC));
    }

    private Uni<Void> make(int retentionDays, OffsetDateTime at) {
        return pool.preparedQuery(MAKE).execute(Tuple.of(retentionDays, at)).replaceWithVoid();
    }

    private static final String MISSING = """
            select retention_days, day
              from (select distinct retention_days from log_sources) as used
             cross join generate_series($1::timestamptz, $2::timestamptz, '1 day') as day
             where not exists (select
                                 from pg_inherits
                                where inhrelid = to_regclass(log_partition_name(retention_days, day)))
               and log_partition_until(retention_days, day) + make_interval(hours => 24 * retention_days) > $3
             order by day, retention_days
            """;

    /** Makes what is missing between the two times and not expired, for every retention that a source has. */
    Uni<Void> makeBetween(Instant from, Instant until, Instant now) {
        return pool.preparedQuery(MISSING)
                .execute(Tuple.of(LogFilter.utc(from), LogFilter.utc(until), LogFilter.utc(now)))
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(row -> make(row.getInteger(0), row.getOffsetDateTime(1)))
                .onItem()
                .ignoreAsUni();
    }
}
