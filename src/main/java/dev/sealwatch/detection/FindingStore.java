package dev.sealwatch.detection;

import dev.sealwatch.detection.Proof.Proven;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Writes what a detector found. */
@ApplicationScoped
class FindingStore {

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
            """;

    /** New episodes become anomalies, known ones grow, and each names the one before it. */
    Uni<Void> keep(SqlConnection connection, Detector detector, List<Proven> found) {
        Map<Boolean, List<Proven>> byNew = found.stream()
                .collect(Collectors.partitioningBy(
                        proven -> proven.finding().episode().id() == null));
        return grow(connection, detector, byNew.get(false))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(() -> raise(connection, detector, byNew.get(true)))
                .chain(() -> links.link(connection, detector, found));
    }

    private Uni<Void> grow(SqlConnection connection, Detector detector, List<Proven> known) {
        return known.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(GROW)
                        .execute(columns(detector, known))
                        .replaceWithVoid();
    }

    private Uni<Void> raise(SqlConnection connection, Detector detector, List<Proven> fresh) {
        if (fresh.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = columns(detector, fresh)
                .addString(detector.type())
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(RAISE).execute(values).replaceWithVoid();
    }

    private Tuple columns(Detector detector, List<Proven> found) {
        Object[] columns = {
            (double) Rule.SHORTEST_GAP.toSeconds(),
            Columns.of(found, proven -> proven.finding().episode().id(), Long[]::new),
            Columns.of(found, Proven::key, String[]::new),
            times(found, Episode::firstSeen),
            times(found, episode -> episode.crossing().time()),
            Columns.of(found, proven -> proven.finding().episode().crossing().entry(), Long[]::new),
            times(found, Episode::lastSeen),
            Columns.of(found, proven -> proven.finding().episode().count(), Long[]::new),
            Columns.of(found, proven -> proven.finding().episode().worst().observed(), Integer[]::new),
            Columns.of(found, proven -> severity(proven).word(), String[]::new),
            Columns.of(found, proven -> detector.confidence(severity(proven)), Double[]::new),
            Columns.of(found, proven -> proven.finding().episode().followed(), Boolean[]::new),
            Columns.of(found, proven -> traces.write(proven.evidence()), String[]::new),
            Columns.of(found, Proven::userId, String[]::new),
            Columns.of(found, Proven::ipAddress, String[]::new),
            Columns.of(found, Proven::late, Boolean[]::new),
            Columns.of(found, proven -> rule(proven).threshold(), Integer[]::new),
            Columns.of(found, proven -> rule(proven).window().toSeconds(), Long[]::new),
            Columns.of(found, Proven::userKey, String[]::new)
        };
        return Tuple.from(Arrays.asList(columns));
    }

    private static Rule rule(Proven proven) {
        return proven.finding().episode().worst().rule();
    }

    private static Severity severity(Proven proven) {
        return proven.finding().episode().severity();
    }

    private static OffsetDateTime[] times(List<Proven> found, ToLongFunction<Episode> time) {
        return Columns.of(
                found, proven -> Micros.time(time.applyAsLong(proven.finding().episode())), OffsetDateTime[]::new);
    }
}
