package dev.sealwatch.intel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Keeps which episodes speak against an address.
 *
 * <p>Detectors that run at once would stand in each other's way if each changed the indicators itself. So each writes
 * sightings of its own, and {@link SettlementStore} makes indicators of them.
 */
@ApplicationScoped
public class SightingStore {

    private final OwnAddresses own;

    SightingStore(OwnAddresses own) {
        this.own = own;
    }

    // What was merged speaks through the one that it is part of now, even where a person had dismissed that one before.
    private static final String MERGE = """
              with merged as (
                   update threat_sightings as seen
                      set counts = false, settled = false
                     from unnest($1::text[], $2::bigint[], $3::bigint[]) as joined (indicator, anomaly_id, keeper)
                    where seen.indicator = joined.indicator
                      and seen.anomaly_id = joined.anomaly_id
                      and seen.counts
                   returning seen.indicator, joined.keeper)
            update threat_sightings as kept
               set counts = true, settled = false
              from merged
             where kept.indicator = merged.indicator
               and kept.anomaly_id = merged.keeper
            """;

    private static final String SEE = """
            insert into threat_sightings (indicator, anomaly_id, source, threat_level, first_seen, last_seen)
            select indicator, anomaly_id, source, threat_level, first_seen, last_seen
              from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
                as seen (indicator, anomaly_id, source, threat_level, first_seen, last_seen)
                on conflict (indicator, anomaly_id) do update
               set threat_level = excluded.threat_level, first_seen = excluded.first_seen,
                   last_seen = excluded.last_seen, settled = false
            """;

    /** Writes what was seen, in the transaction of the one who saw it; own addresses are left out. */
    public Uni<Void> see(SqlConnection connection, List<Sighting> sightings) {
        List<Seen> strange = sightings.stream()
                .map(Seen::of)
                .filter(seen -> !own.meet(seen.network()))
                .toList();
        return strange.isEmpty()
                ? Uni.createFrom().voidItem()
                : merge(connection, strange)
                        .chain(() -> connection.preparedQuery(SEE).execute(columns(strange)))
                        .replaceWithVoid();
    }

    private static final String ALONE = """
            lock table threat_intelligence in share row exclusive mode
            """;

    // An indicator that others speak against too is settled anew; one that a person set is his.
    private static final String WITHDRAW = """
              with withdrawn as (
                   update threat_sightings
                      set counts = false, settled = false
                    where anomaly_id = any ($1)
                      and counts
                   returning indicator)
            delete from threat_intelligence as known
             using withdrawn
             where known.indicator = withdrawn.indicator
               and known.type = 'ip'
               and known.set_by is null
               and not exists (select from threat_sightings as other
                                where other.indicator = known.indicator
                                  and other.counts
                                  and other.anomaly_id <> all ($1))
            """;

    /** These episodes speak against nobody any more; what nobody else speaks against leaves the list. How much left it. */
    public Uni<Integer> withdraw(SqlConnection connection, Set<Long> anomalies) {
        return connection
                .query(ALONE)
                .execute()
                .chain(() -> connection.preparedQuery(WITHDRAW).execute(Tuple.of(anomalies.toArray(Long[]::new))))
                .map(SqlResult::rowCount);
    }

    private record Seen(Network network, Sighting sighting) {

        static Seen of(Sighting sighting) {
            return new Seen(Network.parse(sighting.address()).orElseThrow(), sighting);
        }
    }

    private record Merged(String indicator, Long id, Long keeper) {}

    private static Uni<Void> merge(SqlConnection connection, List<Seen> strange) {
        List<Merged> merged = strange.stream()
                .flatMap(seen -> seen.sighting().merged().stream()
                        .map(id -> new Merged(
                                seen.network().text(), id, seen.sighting().anomalyId())))
                .toList();
        Tuple arguments = Tuple.of(
                column(merged, Merged::indicator, String[]::new),
                column(merged, Merged::id, Long[]::new),
                column(merged, Merged::keeper, Long[]::new));
        return merged.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(MERGE).execute(arguments).replaceWithVoid();
    }

    private static Tuple columns(List<Seen> strange) {
        List<Sighting> sightings = strange.stream().map(Seen::sighting).toList();
        return Tuple.tuple()
                .addValue(column(strange, seen -> seen.network().text(), String[]::new))
                .addValue(column(sightings, Sighting::anomalyId, Long[]::new))
                .addValue(column(sightings, Sighting::source, String[]::new))
                .addValue(column(sightings, sighting -> sighting.level().word(), String[]::new))
                .addValue(column(sightings, Sighting::firstSeen, OffsetDateTime[]::new))
                .addValue(column(sightings, Sighting::lastSeen, OffsetDateTime[]::new));
    }

    private static <S, T> T[] column(List<S> rows, Function<S, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
