package dev.sealwatch.detection;

import dev.sealwatch.detection.Proof.Keyed;
import dev.sealwatch.intel.Sighting;
import dev.sealwatch.intel.ThreatLevel;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;

/** The addresses that stored findings speak against. */
@ApplicationScoped
class CulpritStore {

    private static final String IP = "ip:";

    private static final String STORED = """
            select asked.place, anomaly.id
              from unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) with ordinality
                as asked (key, first_seen, last_seen, place)
              join security_anomalies as anomaly
                on anomaly.type = $1
               and anomaly.key = asked.key
               and anomaly.first_seen = asked.first_seen
               and anomaly.last_seen = asked.last_seen
               and anomaly.merged_into is null
            """;

    /** Of findings that were just written. */
    Uni<List<Sighting>> among(SqlConnection connection, Detector detector, List<Keyed> found) {
        List<Keyed> culprits = found.stream()
                .filter(keyed -> keyed.key().startsWith(IP))
                .filter(keyed -> detector.incriminates(keyed.finding().episode().severity()))
                .toList();
        Tuple asked = Tuple.of(
                detector.type(),
                Columns.of(culprits, Keyed::key, String[]::new),
                Columns.of(culprits, CulpritStore::firstSeen, OffsetDateTime[]::new),
                Columns.of(culprits, CulpritStore::lastSeen, OffsetDateTime[]::new));
        return culprits.isEmpty()
                ? Uni.createFrom().item(List.of())
                : connection
                        .preparedQuery(STORED)
                        .mapping(
                                row -> sighting(detector, culprits.get(row.getInteger("place") - 1), row.getLong("id")))
                        .execute(asked)
                        .map(rows -> rows.stream().toList());
    }

    private static Sighting sighting(Detector detector, Keyed keyed, long id) {
        return new Sighting(
                keyed.key().substring(IP.length()),
                id,
                keyed.finding().merged(),
                detector.type(),
                ThreatLevel.of(keyed.finding().episode().severity().word()),
                firstSeen(keyed),
                lastSeen(keyed));
    }

    private static OffsetDateTime firstSeen(Keyed keyed) {
        return Micros.time(keyed.finding().episode().firstSeen());
    }

    private static OffsetDateTime lastSeen(Keyed keyed) {
        return Micros.time(keyed.finding().episode().lastSeen());
    }
}
