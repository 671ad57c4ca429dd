package dev.sealwatch.detection;

import dev.sealwatch.detection.Episode.Crossing;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The stored episodes that new events may touch. */
@ApplicationScoped
class EpisodeStore {

    private static final String KNOWN = """
            select distinct key
              from security_anomalies
             where type = $1
               and key = any ($2)
               and merged_into is null
            """;

    /** Those of the keys that have episodes at all: few, as a rule, of the many that a minute brings. */
    Uni<Set<String>> known(SqlConnection connection, Detector detector, Set<String> keys) {
        return connection
                .preparedQuery(KNOWN)
                .mapping(row -> row.getString("key"))
                .execute(Tuple.of(detector.type(), keys.toArray(String[]::new)))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> new HashSet<>(rows.stream().toList()));
    }

    // What the service resolved by itself is no analyst's word: late events may show it to be worse than it seemed.
    private static final String NEAR = """
            select distinct anomaly.key, anomaly.id, first_seen, crossed_at, crossing_entry, last_seen, event_count,
                   observed, threshold, window_seconds, severity, followed,
                   case when resolved_by <> 'system' then resolved_at end as resolved_at
              from unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) as asked (key, after, until)
              join security_anomalies as anomaly
                on anomaly.type = $1
               and anomaly.key = asked.key
               and anomaly.last_seen > asked.after
               and anomaly.first_seen < asked.until
               and anomaly.merged_into is null
            """;

    /** Episodes within a gap of those stretches, by key. */
    Uni<Map<String, List<Episode>>> near(SqlConnection connection, Detector detector, List<Range> ranges) {
        long gap = Micros.of(detector.rule().gap());
        Tuple asked = Tuple.tuple()
                .addString(detector.type())
                .addValue(ranges.stream().map(Range::key).toArray(String[]::new))
                .addValue(ranges.stream()
                        .map(range -> Micros.time(range.after() - gap))
                        .toArray(OffsetDateTime[]::new))
                .addValue(ranges.stream()
                        .map(range -> Micros.time(range.until() + gap))
                        .toArray(OffsetDateTime[]::new));
        return connection
                .preparedQuery(NEAR)
                .execute(asked)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> {
                    Map<String, List<Episode>> byKey = new HashMap<>();
                    rows.forEach(row -> byKey.computeIfAbsent(row.getString("key"), none -> new ArrayList<>())
                            .add(episode(row)));
                    return byKey;
                });
    }

    private static Episode episode(Row row) {
        return new Episode(
                row.getLong("id"),
                time(row, "first_seen"),
                new Crossing(time(row, "crossed_at"), row.getLong("crossing_entry")),
                time(row, "last_seen"),
                row.getLong("event_count"),
                new Episode.Worst(row.getInteger("observed"), rule(row)),
                Severity.of(row.getString("severity")),
                row.getBoolean("followed"),
                row.getOffsetDateTime("resolved_at") == null ? null : time(row, "resolved_at"));
    }

    private static Rule rule(Row row) {
        return new Rule(row.getInteger("threshold"), Duration.ofSeconds(row.getLong("window_seconds")));
    }

    private static long time(Row row, String column) {
        return Micros.of(row.getOffsetDateTime(column));
    }
}
