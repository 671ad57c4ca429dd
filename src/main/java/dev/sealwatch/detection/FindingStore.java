package dev.sealwatch.detection;

import dev.sealwatch.detection.Proof.Proven;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes what a detector found. */
@ApplicationScoped
class FindingStore {

    /** A finding, and the anomaly that it is now. */
    record Written(String key, Finding finding, long id) {}

    private final TraceStore traces;
    private final LinkStore links;
    private final Clock clock;

    FindingStore(TraceStore traces, LinkStore links, Clock clock) {
        this.traces = traces;
        this.links = links;
        this.clock = clock;
    }

    private static final String GROW = """
            update security_anomalies as anomaly
               set first_seen = grown.first_seen, crossed_at = grown.crossed_at, crossing_entry = grown.crossing_entry,
                   last_seen = grown.last_seen, event_count = grown.event_count, observed = grown.observed,
                   severity = grown.severity, confidence = grown.confidence, followed = grown.followed,
                   evidence = grown.evidence::jsonb, user_id = grown.user_id, user_key = grown.user_key,
                   ip_address = grown.ip_address, detected_late = coalesce(grown.late, anomaly.detected_late),
                   threshold = grown.threshold, window_seconds = grown.window_seconds,
                   ended_at = case when anomaly.status = 'resolved' and anomaly.resolved_by <> 'system'
                                   then anomaly.ended_at
                                   else grown.last_seen + make_interval(secs => greatest(grown.window_seconds, $1)) end
              from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::bigint[],
                          $7::timestamptz[], $8::bigint[], $9::integer[], $10::text[], $11::double precision[],
                          $12::boolean[], $13::text[], $14::text[], $15::text[], $16::boolean[], $17::integer[],
                          $18::bigint[], $19::text[])
                as grown (id, key, first_seen, crossed_at, crossing_entry, last_seen, event_count, observed, severity,
                          confidence, followed, evidence, user_id, ip_address, late,
                          threshold, window_seconds, user_key)
             where anomaly.id = grown.id
            """;

    private static final String RAISE = """
            insert into security_anomalies (
                   type, key, threshold, window_seconds, detected_at, ended_at, first_seen, crossed_at, crossing_entry,
                   last_seen, event_count, observed, severity, confidence, followed, evidence, user_id, user_key,
                   ip_address, detected_late)
            select $20, found.key, found.threshold, found.window_seconds, $21,
                   found.last_seen + make_interval(secs => greatest(found.window_seconds, $1)), found.first_seen,
                   found.crossed_at, found.crossing_entry, found.last_seen, found.event_count, found.observed,
                   found.severity, found.confidence, found.followed, found.evidence::jsonb, found.user_id,
                   found.user_key, found.ip_address, found.late
              from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::bigint[],
                          $7::timestamptz[], $8::bigint[], $9::integer[], $10::text[], $11::double precision[],
                          $12::boolean[], $13::text[], $14::text[], $15::text[], $16::boolean[], $17::integer[],
                          $18::bigint[], $19::text[])
                as found (id, key, first_seen, crossed_at, crossing_entry, last_seen, event_count, observed, severity,
                          confidence, followed, evidence, user_id, ip_address, late,
                          threshold, window_seconds, user_key)
             order by found.first_seen, found.key
            returning id, key, first_seen
            """;

    /** New episodes become anomalies, known ones grow, and each names the one before it. */
    Uni<List<Written>> keep(SqlConnection connection, Detector detector, List<Proven> found) {
        Map<Boolean, List<Proven>> byNew = found.stream()
                .collect(Collectors.partitioningBy(
                        proven -> proven.finding().episode().id() == null));
        return grow(connection, detector, byNew.get(false))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(() -> raise(connection, detector, byNew.get(true)))
                .call(() -> links.link(connection, detector, found))
                .map(raised -> found.stream()
                        .map(proven -> new Written(proven.key(), proven.finding(), id(proven, raised)))
                        .toList());
    }

    /** One key has no two episodes that begin at once. */
    private record Beginning(String key, long firstSeen) {}

    private static long id(Proven proven, Map<Beginning, Long> raised) {
        Episode episode = proven.finding().episode();
        return episode.id() == null ? raised.get(new Beginning(proven.key(), episode.firstSeen())) : episode.id();
    }

    private Uni<Void> grow(SqlConnection connection, Detector detector, List<Proven> known) {
        return known.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(GROW)
                        .execute(FindingColumns.of(detector, known, traces))
                        .replaceWithVoid();
    }

    private Uni<Map<Beginning, Long>> raise(SqlConnection connection, Detector detector, List<Proven> fresh) {
        if (fresh.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Tuple values = FindingColumns.of(detector, fresh, traces)
                .addString(detector.type())
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
        return connection
                .preparedQuery(RAISE)
                .execute(values)
                .map(rows ->
                        rows.stream().collect(Collectors.toMap(FindingStore::beginning, row -> row.getLong("id"))));
    }

    private static Beginning beginning(Row row) {
        return new Beginning(row.getString("key"), Micros.of(row.getOffsetDateTime("first_seen")));
    }
}
