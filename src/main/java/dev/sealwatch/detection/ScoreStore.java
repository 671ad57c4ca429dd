package dev.sealwatch.detection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

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
               and (not staged or $1)
            """;

    /** From the anomalies that are open now. */
    Uni<ThreatScore> now() {
        return now(true);
    }

    /** @param staged whether those of the demonstration count too */
    private Uni<ThreatScore> now(boolean staged) {
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(staged))
                .map(rows -> counted(rows.iterator().next()));
    }

    // The worst first; all of them are counted, the first thousand are listed.
    private static final String CONTRIBUTIONS = """
            select id, type, severity, user_id, ip_address,
                   count(*) filter (where severity = 'critical') over () as critical,
                   count(*) filter (where severity = 'high') over () as high,
                   count(*) filter (where severity = 'medium') over () as medium,
                   count(*) filter (where severity = 'low') over () as low
              from security_anomalies
             where status = 'open'
               and merged_into is null
             order by array_position(array['critical', 'high', 'medium', 'low'], severity), id
             limit 1000
            """;

    /** The score, and what every open anomaly adds to it, all of one moment. */
    Uni<Score> contributions() {
        return pool.preparedQuery(CONTRIBUTIONS)
                .execute()
                .map(rows -> rows.stream().toList())
                .map(rows -> Score.of(
                        rows.isEmpty() ? new ThreatScore(0, 0, 0, 0) : counted(rows.get(0)),
                        rows.stream().map(ScoreStore::open).toList()));
    }

    private static Score.Open open(Row row) {
        return new Score.Open(
                row.getLong("id"),
                row.getString("type"),
                Severity.of(row.getString("severity")),
                row.getString("user_id"),
                row.getString("ip_address"));
    }

    private static ThreatScore counted(Row row) {
        return new ThreatScore(row.getLong("critical"), row.getLong("high"), row.getLong("medium"), row.getLong("low"));
    }

    private static final String HISTORY = """
            select date_bin(interval '15 minutes', at, 'epoch') as at, max(score) as score
              from threat_scores
             where at > $1
             group by 1
             order by 1
            """;

    /** The highest score of each quarter of an hour in which there was a cycle. */
    Uni<List<Score.Point>> history(Duration back) {
        return pool.preparedQuery(HISTORY)
                .mapping(row -> new Score.Point(row.getOffsetDateTime("at").toInstant(), row.getInteger("score")))
                .execute(Tuple.of(clock.instant().minus(back).atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.stream().toList());
    }

    private static final String LAST = """
            select max(at) as at
              from threat_scores
            """;

    /** When a cycle last came to its end, or null. */
    Uni<Instant> lastCycle() {
        return pool.preparedQuery(LAST)
                .execute()
                .map(rows -> rows.iterator().next().getOffsetDateTime("at"))
                .map(at -> at == null ? null : at.toInstant());
    }

    /** As long as the default retention of entries. */
    private static final Duration KEPT = Duration.ofDays(90);

    private static final String KEEP = """
              with old as (delete from threat_scores where at < $3)
            insert into threat_scores (at, score, earnest)
            values ($1, $2, $4)
                on conflict (at) do update
               set score = excluded.score, earnest = excluded.earnest
            """;

    /** As it is now. */
    Uni<Void> keep() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return now(true)
                .flatMap(score ->
                        now(false).map(earnest -> Tuple.of(now, score.score(), now.minus(KEPT), earnest.score())))
                .flatMap(values -> pool.preparedQuery(KEEP).execute(values))
                .replaceWithVoid();
    }
}
