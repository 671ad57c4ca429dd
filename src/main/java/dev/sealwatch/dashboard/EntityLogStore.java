package dev.sealwatch.dashboard;

import dev.sealwatch.dashboard.Entity.Hour;
import dev.sealwatch.logs.StoredEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Finds what one user or address did lately. */
@ApplicationScoped
class EntityLogStore {

    private static final Duration DAY = Duration.ofDays(1);

    private final Pool pool;

    EntityLogStore(Pool pool) {
        this.pool = pool;
    }

    // Who sends millions is counted as far as a page can wait.
    private static final String HOURS_OF_USER = """
            select date_bin('1 hour', timestamp, 'epoch') as hour, count(*) as entries
              from (select timestamp
                      from shown_entries
                     where user_key = $1
                       and timestamp >= $2
                       and timestamp <= $3
                     order by timestamp desc, id desc
                     limit 20000) as latest
             group by 1
             order by 1
            """;

    private static final String HOURS_OF_ADDRESS = """
            select date_bin('1 hour', timestamp, 'epoch') as hour, count(*) as entries
              from (select timestamp
                      from shown_entries
                     where ip_key = $1::text::inet
                       and timestamp >= $2
                       and timestamp <= $3
                     order by timestamp desc, id desc
                     limit 20000) as latest
             group by 1
             order by 1
            """;

    /** Of the latest twenty thousand entries of the last day. */
    Uni<List<Hour>> hours(Entity entity, Instant now) {
        return pool.preparedQuery(entity.isUser() ? HOURS_OF_USER : HOURS_OF_ADDRESS)
                .mapping(row -> new Hour(row.getOffsetDateTime("hour").toInstant(), row.getLong("entries")))
                .execute(lastDay(entity, now))
                .map(rows -> rows.stream().toList());
    }

    private static final String ENTRIES_OF_USER = """
            select *
              from shown_entries
             where user_key = $1
               and timestamp >= $2
               and timestamp <= $3
             order by timestamp desc, id desc
             limit 50
            """;

    private static final String ENTRIES_OF_ADDRESS = """
            select *
              from shown_entries
             where ip_key = $1::text::inet
               and timestamp >= $2
               and timestamp <= $3
             order by timestamp desc, id desc
             limit 50
            """;

    /** The fifty latest of the last day. */
    Uni<List<StoredEntry>> entries(Entity entity, Instant now) {
        return pool.preparedQuery(entity.isUser() ? ENTRIES_OF_USER : ENTRIES_OF_ADDRESS)
                .mapping(StoredEntry::of)
                .execute(lastDay(entity, now))
                .map(rows -> rows.stream().toList());
    }

    // A timestamp may lie a day ahead of its arrival.
    private static Tuple lastDay(Entity entity, Instant now) {
        return Tuple.of(
                entity.key(),
                now.minus(DAY).atOffset(ZoneOffset.UTC),
                now.plus(DAY).atOffset(ZoneOffset.UTC));
    }
}
