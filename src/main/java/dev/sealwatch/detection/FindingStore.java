package dev.sealwatch.detection;

import dev.sealwatch.detection.Proof.Proven;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Writes what a detector found. */
@ApplicationScoped
class FindingStore {

    private final TraceStore traces;
    private final Clock clock;

    FindingStore(TraceStore traces, Clock clock) {
        this.traces = traces;
        this.clock = clock;
    }

    private static final String GROW = """
            update security_anomalies as anomaly
               set first_seen = grown.first_seen, crossed_at = grown.crossed_at, crossing_entry = grown.crossing_entry,
                   last_seen = grown.last_seen, event_count = grown.event_count, observed = grown.observed,
                   severity = grown.severity, confidence = grown.confidence, followed = grown.followed,
                   evidence = grown.evidence::jsonb, user_id = grown.user_id, ip_address = grown.ip_address,
                   detected_late = coalesce(grown.late, anomaly.detected_late),
                   ended_at = case when anomaly.status = 'resolved' and anomaly.resolved_by <> 'system'
                                   then anomaly.ended_at
                                   else grown.last_seen + make_interval(secs => $1) end
              from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::bigint[],
                          $7::timestamptz[], $8::bigint[], $9::integer[], $10::text[], $11::double precision[],
                          $12::boolean[], $13::text[], $14::text[], $15::text[], $16::boolean[])
                as grown (id, key, first_seen, crossed_at, crossing_entry, last_seen, event_count, observed, severity,
                          confidence, followed, evidence, user_id, ip_address, late)
             where anomaly.id = grown.id
            """;

    private static final String RAISE = """
            insert into security_anomalies (
                   type, key, threshold, window_seconds, detected_at, ended_at, first_seen, crossed_at, crossing_entry,
                   last_seen, event_count, observed, severity, confidence, followed, evidence, user_id, ip_address,
                   detected_late)
            select $17, found.key, $18, $19, $20, found.last_seen + make_interval(secs => $1), found.first_seen,
                   found.crossed_at, found.crossing_entry, found.last_seen, found.event_count, found.observed,
                   found.severity, found.confidence, found.followed, found.evidence::jsonb, found.user_id,
                   found.ip_address, found.late
              from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::bigint[],
                          $7::timestamptz[], $8::bigint[], $9::integer[], $10::text[], $11::double precision[],
                          $12::boolean[], $13::text[], $14::text[], $15::text[], $16::boolean[])
                as found (id, key, first_seen, crossed_at, crossing_entry, last_seen, event_count, observed, severity,
                          confidence, followed, evidence, user_id, ip_address, late)
             order by found.first_seen, found.key
            returning id
            """;

    private static final String LINK = """
            update security_anomalies as anomaly
               set previous_id = (
                   select previous.id
                     from security_anomalies as previous
                    where previous.type = anomaly.type
                      and previous.key = anomaly.key
                      and previous.first_seen < anomaly.first_seen
                      and previous.merged_into is null
                    order by previous.first_seen desc, previous.id desc
                    limit 1)
             where id = any ($1)
            """;

    /** New episodes become anomalies that name the one before them, known ones grow. */
    Uni<Void> keep(SqlConnection connection, Detector detector, List<Proven> found) {
        Map<Boolean, List<Proven>> byNew = found.stream()
                .collect(Collectors.partitioningBy(
                        proven -> proven.finding().episode().id() == null));
        return grow(connection, detector, byNew.get(false)).chain(() -> raise(connection, detector, byNew.get(true)));
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
                .addInteger(detector.rule().threshold())
                .addLong(detector.rule().window().toSeconds())
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
        return connection
                .preparedQuery(RAISE)
                .mapping(row -> row.getLong("id"))
                .execute(values)
                .map(rows -> rows.stream().toArray(Long[]::new))
                .chain(ids ->
                        connection.preparedQuery(LINK).execute(Tuple.tuple().addValue(ids)))
                .replaceWithVoid();
    }

    private Tuple columns(Detector detector, List<Proven> found) {
        Object[] columns = {
            (double) detector.rule().gap().toSeconds(),
            column(found, proven -> proven.finding().episode().id(), Long[]::new),
            column(found, Proven::key, String[]::new),
            times(found, Episode::firstSeen),
            times(found, episode -> episode.crossing().time()),
            column(found, proven -> proven.finding().episode().crossing().entry(), Long[]::new),
            times(found, Episode::lastSeen),
            column(found, proven -> proven.finding().episode().count(), Long[]::new),
            column(found, proven -> proven.finding().episode().observed(), Integer[]::new),
            column(found, proven -> severity(proven).word(), String[]::new),
            column(found, proven -> detector.confidence(severity(proven)), Double[]::new),
            column(found, proven -> proven.finding().episode().followed(), Boolean[]::new),
            column(found, proven -> traces.write(proven.evidence()), String[]::new),
            column(found, Proven::userId, String[]::new),
            column(found, Proven::ipAddress, String[]::new),
            column(found, Proven::late, Boolean[]::new)
        };
        return Tuple.from(Arrays.asList(columns));
    }

    private static Severity severity(Proven proven) {
        return proven.finding().episode().severity();
    }

    private static OffsetDateTime[] times(List<Proven> found, ToLongFunction<Episode> time) {
        return column(
                found, proven -> Micros.time(time.applyAsLong(proven.finding().episode())), OffsetDateTime[]::new);
    }

    private static <T> T[] column(List<Proven> found, Function<Proven, T> value, IntFunction<T[]> array) {
        return found.stream().map(value).toArray(array);
    }
}
