package dev.sealwatch.dashboard;

import dev.sealwatch.dashboard.Dashboard.Shown;
import dev.sealwatch.logs.StoredEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** The latest of what other rooms keep. */
@ApplicationScoped
class RecentStore {

    private final Pool pool;
    private final Clock clock;

    RecentStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    // A timestamp may lie a day ahead of its arrival.
    private static final String LOGS = """
            select *
              from shown_entries
             where timestamp >= $1
               and timestamp <= $2
               and created_at >= $1 - interval '24 hours'
             order by timestamp desc, id desc
             limit 10
            """;

    /** The ten latest entries of the last day. */
    Uni<List<Shown>> logs() {
        OffsetDateTime now = now();
        return pool.preparedQuery(LOGS)
                .mapping(StoredEntry::of)
                .execute(Tuple.of(now.minus(Duration.ofDays(1)), now))
                .map(rows -> rows.stream().map(Shown::of).toList());
    }

    private static final String VERIFICATION = """
            select id, state, started_at, result::text as result, error
              from verifications
             where state <> 'running'
             order by started_at desc, id
             limit 1
            """;

    /** The last verification that came to an end, or null. */
    Uni<Integrity> verification() {
        return pool.preparedQuery(VERIFICATION)
                .execute()
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new Integrity(
                                row.getUUID("id"),
                                row.getString("state"),
                                Columns.time(row, "started_at"),
                                row.getString("result"),
                                row.getString("error")))
                        .orElse(null));
    }

    // Of a log that is in use, a few rows say so.
    private static final String SILENT = """
            select count(*) < 1000 and coalesce(bool_and(principal = 'sealwatch'), true) as silent
              from (select principal from aggregated_logs where source <> 'demo' limit 1000) as known
            """;

    /** Whether nothing is there but the service's own doings and demonstrations. */
    Uni<Boolean> isSilent() {
        return pool.preparedQuery(SILENT)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("silent"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
