package dev.sealwatch.detection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** When episodes end and leave by themselves. */
@ApplicationScoped
class EndingStore {

    private final Pool pool;
    private final Clock clock;

    EndingStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    private static final String PASS = """
            update security_anomalies
               set ended_at = last_seen + make_interval(secs => greatest(window_seconds, $2))
             where id in (select id
                            from security_anomalies
                           where ended_at is null
                             and last_seen + make_interval(secs => greatest(window_seconds, $2)) <= $1
                           order by id
                             for no key update)
            """;

    private static final String SETTLE = """
            update security_anomalies
               set status = 'resolved', resolved_at = $1, resolved_by = 'system'
             where id in (select id
                            from security_anomalies
                           where status = 'open'
                             and severity = 'low'
                             and ended_at is not null
                             and merged_into is null
                           order by id
                             for no key update)
            """;

    /** Ends what the clock has passed; low anomalies that ended resolve themselves. */
    Uni<Void> pass() {
        return pool.withTransaction(connection -> connection
                .preparedQuery(PASS)
                .execute(Tuple.of(now(), (double) Rule.SHORTEST_GAP.toSeconds()))
                .chain(() -> connection.preparedQuery(SETTLE).execute(Tuple.of(now())))
                .replaceWithVoid());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
