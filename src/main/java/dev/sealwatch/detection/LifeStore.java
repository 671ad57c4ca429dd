package dev.sealwatch.detection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** When episodes go on and join, on the connection of those who found out. */
@ApplicationScoped
class LifeStore {

    private final Clock clock;

    LifeStore(Clock clock) {
        this.clock = clock;
    }

    // Whoever changes several open anomalies takes them in the order of their ids.
    private static final String HOLD = """
            select id
              from security_anomalies
             where type = $1
               and key = any ($2)
               and status = 'open'
               and merged_into is null
             order by id
               for no key update
            """;

    private static final String END = """
            update security_anomalies
               set ended_at = last_seen + make_interval(secs => greatest(window_seconds, $3))
             where type = $1
               and key = any ($2)
               and ended_at is null
            """;

    private static final String MERGE = """
              with merged as (
                   select id, keeper
                     from unnest($1::bigint[], $2::bigint[]) as merged (id, keeper)),
                   followed as (
                       update security_anomalies as anomaly
                          set merged_into = merged.keeper
                         from merged
                        where anomaly.merged_into = merged.id)
            update security_anomalies as anomaly
               set merged_into = merged.keeper
              from merged
             where anomaly.id = merged.id
            """;

    /**
     * Takes every episode of the keys for ended and joins what belongs together; {@link #revive} must follow in the same
     * transaction. In between, no key has a live episode, so none ever has two.
     */
    Uni<Void> suspend(SqlConnection connection, Detector detector, List<Proof.Keyed> found) {
        Tuple ended = Tuple.of(detector.type(), keys(found), (double) Rule.SHORTEST_GAP.toSeconds());
        Long[] merged = found.stream()
                .flatMap(keyed -> keyed.finding().merged().stream())
                .toArray(Long[]::new);
        Long[] keepers = found.stream()
                .flatMap(keyed -> keyed.finding().merged().stream()
                        .map(id -> keyed.finding().episode().id()))
                .toArray(Long[]::new);
        return connection
                .preparedQuery(HOLD)
                .execute(Tuple.of(detector.type(), keys(found)))
                .chain(() -> connection.preparedQuery(END).execute(ended))
                .chain(() -> merged.length == 0
                        ? Uni.createFrom().voidItem()
                        : connection
                                .preparedQuery(MERGE)
                                .execute(Tuple.tuple().addValue(merged).addValue(keepers))
                                .replaceWithVoid())
                .replaceWithVoid();
    }

    private static final String REVIVE = """
            update security_anomalies
               set ended_at = null
             where last_seen + make_interval(secs => greatest(window_seconds, $3)) > $4
               and id in (select distinct on (key) id
                            from security_anomalies
                           where type = $1
                             and key = any ($2)
                             and merged_into is null
                             and (status = 'open' or resolved_by = 'system')
                           order by key, last_seen desc, id)
            """;

    private static final String REOPEN = """
            update security_anomalies
               set status = 'open', resolved_at = null, resolved_by = null
             where type = $1
               and key = any ($2)
               and resolved_by = 'system'
               and merged_into is null
               and (severity <> 'low' or ended_at is null)
            """;

    /** The newest episode of each key is live until the clock is a gap past it. */
    Uni<Void> revive(SqlConnection connection, Detector detector, List<Proof.Keyed> found) {
        return connection
                .preparedQuery(REVIVE)
                .execute(Tuple.of(detector.type(), keys(found), (double) Rule.SHORTEST_GAP.toSeconds(), now()))
                .chain(() -> connection.preparedQuery(REOPEN).execute(Tuple.of(detector.type(), keys(found))))
                .replaceWithVoid();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String[] keys(List<Proof.Keyed> found) {
        return found.stream().map(Proof.Keyed::key).distinct().toArray(String[]::new);
    }
}
