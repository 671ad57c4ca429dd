package dev.sealwatch.intel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Adds sightings up to indicators, from all there are each time: the order in which they came does not matter. */
@ApplicationScoped
public class SettlementStore {

    private final Pool pool;
    private final IntelConfig config;
    private final Clock clock;

    SettlementStore(Pool pool, IntelConfig config, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    private static final String OPEN = """
            select exists (select from threat_sightings where not settled) as open
            """;

    // One settles at a time, and nobody takes an indicator off the list meanwhile: each sees all that was there before.
    private static final String ALONE = """
            lock table threat_intelligence in share row exclusive mode
            """;

    private static final String CLAIM = """
              with claimed as (
                   update threat_sightings
                      set settled = true
                    where not settled
                   returning indicator)
            select coalesce(array_agg(distinct indicator), '{}') as indicators
              from claimed
            """;

    // As bad as the worst episode that alone would keep it on the list; the latest of these names the source.
    private static final String RENEW = """
            insert into threat_intelligence as known (
                   indicator, indicator_key, type, threat_level, source, occurrences, first_seen, last_seen, expires_at,
                   settled_at)
            select counted.indicator, counted.indicator, 'ip', worst.threat_level, worst.source, counted.occurrences,
                   counted.first_seen, counted.last_seen, counted.last_seen + make_interval(secs => $2), $3
              from (select indicator, count(*) as occurrences, min(first_seen) as first_seen, max(last_seen) as last_seen
                      from threat_sightings
                     where indicator = any ($1)
                       and counts
                     group by indicator) as counted
             cross join lateral (
                   select seen.threat_level, seen.source
                     from threat_sightings as seen
                    where seen.indicator = counted.indicator
                      and seen.counts
                      and seen.last_seen > counted.last_seen - make_interval(secs => $2)
                    order by array_position(array['critical', 'high', 'medium', 'low'], seen.threat_level),
                             seen.last_seen desc, seen.anomaly_id desc
                    limit 1) as worst
                on conflict on constraint threat_intelligence_once do update
               set occurrences = excluded.occurrences, settled_at = excluded.settled_at,
                   first_seen = least(excluded.first_seen, known.added_at),
                   last_seen = greatest(excluded.last_seen, known.added_at),
                   threat_level = case when known.set_by is null then excluded.threat_level else known.threat_level end,
                   source = case when known.set_by is null then excluded.source else known.source end,
                   expires_at = case when known.set_by is null then excluded.expires_at else known.expires_at end
            """;

    /** Brings the indicators up to date with all sightings that are committed, and forgets those long expired. */
    public Uni<Void> settle() {
        return pool.preparedQuery(OPEN)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("open"))
                .flatMap(open -> open
                        ? pool.withTransaction(this::settle)
                        : Uni.createFrom().voidItem())
                .chain(this::forget);
    }

    // What was seen since is not settled: it makes a new indicator.
    private static final String FORGET = """
              with forgotten as (
                   delete from threat_intelligence
                    where expires_at <= $1
                      and (settled_at is null or settled_at <= $1)
                   returning indicator, type)
            delete from threat_sightings as seen
             using forgotten
             where forgotten.type = 'ip'
               and seen.indicator = forgotten.indicator
               and seen.settled
            """;

    private Uni<Void> forget() {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(now().minus(config.kept())))
                .replaceWithVoid();
    }

    private Uni<Void> settle(SqlConnection connection) {
        return connection
                .query(ALONE)
                .execute()
                .chain(() -> connection.query(CLAIM).execute())
                .map(rows -> rows.iterator().next().getArrayOfStrings("indicators"))
                .flatMap(indicators -> connection.preparedQuery(RENEW).execute(Tuple.of(indicators, seconds(), now())))
                .replaceWithVoid();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private double seconds() {
        return config.expiry().toSeconds();
    }
}
