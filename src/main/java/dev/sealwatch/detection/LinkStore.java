package dev.sealwatch.detection;

import dev.sealwatch.detection.Proof.Proven;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;

/** Each anomaly names the one before it of the same key, whichever came first. */
@ApplicationScoped
class LinkStore {

    // The anomaly before another one of the same key, whichever came first: of those that changed, and of the next
    // ones.
    private static final String LINK = """
              with changed as (
                   select distinct anomaly.id, anomaly.key, anomaly.first_seen
                     from unnest($2::text[], $3::timestamptz[]) as found (key, first_seen)
                    cross join lateral (
                          select id, key, first_seen
                            from security_anomalies
                           where type = $1
                             and key = found.key
                             and last_seen >= found.first_seen
                             and first_seen >= found.first_seen
                             and merged_into is null
                           order by first_seen
                           limit 2) as anomaly)
            update security_anomalies as anomaly
               set previous_id = previous.id
              from changed
              left join lateral (
                   select id
                     from security_anomalies
                    where type = $1
                      and key = changed.key
                      and first_seen < changed.first_seen
                      and merged_into is null
                    order by first_seen desc
                    limit 1) as previous on true
             where anomaly.id = changed.id
               and anomaly.previous_id is distinct from previous.id
            """;

    Uni<Void> link(SqlConnection connection, Detector detector, List<Proven> changed) {
        Tuple values = Tuple.tuple()
                .addString(detector.type())
                .addValue(changed.stream().map(Proven::key).toArray(String[]::new))
                .addValue(changed.stream()
                        .map(proven -> Micros.time(proven.finding().episode().firstSeen()))
                        .toArray(OffsetDateTime[]::new));
        return connection.preparedQuery(LINK).execute(values).replaceWithVoid();
    }
}
