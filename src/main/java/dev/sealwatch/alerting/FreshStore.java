package dev.sealwatch.alerting;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;

/** Counts the alerts that somebody who looks at a list has not seen yet. */
@ApplicationScoped
class FreshStore {

    private final Pool pool;

    FreshStore(Pool pool) {
        this.pool = pool;
    }

    // Whoever was away for a thousand alerts learns no more from the exact number.
    private static final String SINCE = """
            select count(*) as fresh
              from (select created_at
                      from security_alerts
                     order by id desc
                     limit 1000) as latest
             where created_at > $1
            """;

    Uni<Long> since(Instant time) {
        return pool.preparedQuery(SINCE)
                .execute(Tuple.of(time.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getLong("fresh"));
    }
}
