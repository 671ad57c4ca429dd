package dev.sealwatch.detection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;

/** The threat score, now and over time. */
@ApplicationScoped
class ScoreStore {

    private final Pool pool;
    private final Clock clock;

    ScoreStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    private static final String OPEN = """
            select count(*) filter (where severity = 'critical') as critical,
                   count(*) filter (where severity = 'high') as high,
                   count(*) filter (where severity = 'medium') as medium,
                   count(*) filter (where severity = 'low') as low
              from security_anomalies
             where status = 'open'
               and merged_into is null
            """;

    /** From the anomalies that are open now. */
    Uni<ThreatScore> now() {
        return pool.preparedQuery(OPEN)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new ThreatScore(
                        row.getLong("critical"), row.getLong("high"), row.getLong("medium"), row.getLong("low")));
    }

    private static final String KEEP = """
            insert into threat_scores (at, score, critical, high, medium, low)
            values ($1, $2, $3, $4, $5, $6)
                on conflict (at) do update
               set score = excluded.score, critical = excluded.critical, high = excluded.high,
                   medium = excluded.medium, low = excluded.low
            """;

    Uni<Void> keep(ThreatScore score) {
        Tuple values = Tuple.of(clock.instant().atOffset(ZoneOffset.UTC), score.score())
                .addLong(score.critical())
                .addLong(score.high())
                .addLong(score.medium())
                .addLong(score.low());
        return pool.preparedQuery(KEEP).execute(values).replaceWithVoid();
    }
}
