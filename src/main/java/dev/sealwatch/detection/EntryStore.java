package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Key;
import dev.sealwatch.logs.StoredEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Reads the entries of an anomaly, as far as they are stored: those that its {@link EntryQuestion} asks the API for. */
@ApplicationScoped
class EntryStore {

    private final Pool pool;
    private final Detectors detectors;

    EntryStore(Pool pool, Detectors detectors) {
        this.pool = pool;
        this.detectors = detectors;
    }

    private static final String OF_USER = """
            select *
              from stored_entries
             where user_key = $1
               and (cardinality($2::text[]) = 0 or category = any ($2))
               and (category not like 'siem\\_%' or category = 'siem_export')
               and ($3::boolean is null or (ip_key is not null) = $3)
               and timestamp >= $4
               and timestamp < $5::timestamptz + interval '24 hours'
               and created_at >= $4::timestamptz - interval '24 hours'
               and event_time >= $4
               and event_time < $5
             order by timestamp, id
             limit 100
            """;

    private static final String OF_ADDRESS = """
            select *
              from stored_entries
             where ip_key = $1::text::inet
               and (cardinality($2::text[]) = 0 or category = any ($2))
               and (category not like 'siem\\_%' or category = 'siem_export')
               and ($3::boolean is null or (user_key is not null) = $3)
               and timestamp >= $4
               and timestamp < $5::timestamptz + interval '24 hours'
               and created_at >= $4::timestamptz - interval '24 hours'
               and event_time >= $4
               and event_time < $5
             order by timestamp, id
             limit 100
            """;

    /** The first hundred. */
    Uni<List<StoredEntry>> of(Anomaly anomaly) {
        Key key = anomaly.key();
        return pool.preparedQuery(key.userId() == null ? OF_ADDRESS : OF_USER)
                .mapping(StoredEntry::of)
                .execute(arguments(anomaly))
                .map(rows -> rows.stream().toList());
    }

    private Tuple arguments(Anomaly anomaly) {
        Key key = anomaly.key();
        Detector detector = detectors.all().stream()
                .filter(one -> one.type().equals(anomaly.type()))
                .findFirst()
                .orElse(null);
        List<String> categories = detector == null ? List.of() : detector.categories();
        Map<String, String> traits = detector == null ? Map.of() : detector.traits(key);
        String other = traits.get(key.userId() == null ? "has_user_id" : "has_ip_address");
        return Tuple.tuple()
                .addString(key.userId() == null ? key.ipAddress() : key.userId())
                .addArrayOfString(categories.toArray(String[]::new))
                .addBoolean(other == null ? null : Boolean.valueOf(other))
                .addOffsetDateTime(anomaly.firstSeen().atOffset(ZoneOffset.UTC))
                // Its last entry belongs to it, and times are microseconds.
                .addOffsetDateTime(anomaly.lastSeen().plus(1, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    }
}
