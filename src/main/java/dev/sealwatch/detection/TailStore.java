package dev.sealwatch.detection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sealwatch.detection.Proof.Keyed;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The newest windows of busy keys, kept from run to run. */
@ApplicationScoped
class TailStore {

    private static final TypeReference<Map<String, Integer>> VALUES = new TypeReference<>() {};

    private final ObjectMapper json;
    private final DetectionConfig config;
    private final Clock clock;

    TailStore(ObjectMapper json, DetectionConfig config, Clock clock) {
        this.json = json;
        this.config = config;
        this.clock = clock;
    }

    // What another question or window left is not kept true: it must not be found again when they return.
    private static final String KEPT_TAILS = """
              with stale as (
                   delete from detector_tails
                    where type = $1
                      and fingerprint <> $2)
            select key, at, events, marked, "values"::text as "values"
              from detector_tails
             where type = $1
               and fingerprint = $2
               and key = any ($3)
            """;

    /** By key. */
    Uni<Map<String, Tail>> kept(Scan scan, Collection<String> keys) {
        Detector detector = scan.detector();
        return scan.connection()
                .preparedQuery(KEPT_TAILS)
                .execute(Tuple.of(detector.type(), detector.fingerprint(), keys.toArray(String[]::new)))
                // Each may name thousands.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> {
                    Map<String, Tail> tails = new HashMap<>();
                    rows.forEach(row -> tails.put(row.getString("key"), tail(row)));
                    return tails;
                });
    }

    private static final String DROP = """
            delete from detector_tails
             where type = $1
               and key = any ($2)
            """;

    /** Those that have become untrue. */
    Uni<Void> drop(Scan scan, Collection<String> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().voidItem()
                : scan.connection()
                        .preparedQuery(DROP)
                        .execute(Tuple.of(scan.detector().type(), keys.toArray(String[]::new)))
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .replaceWithVoid();
    }

    /** What comes late may still go on with it. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final String PRUNE = """
            delete from detector_tails
             where type = $1
               and until < $2
            """;

    /** A key that has long been quiet is no busy one. */
    Uni<Void> prune(Scan scan) {
        return scan.connection()
                .preparedQuery(PRUNE)
                .execute(Tuple.of(
                        scan.detector().type(), clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static final String KEEP = """
            insert into detector_tails as tail (type, key, fingerprint, at, until, events, marked, "values")
            select $1, key, $2, at, at + make_interval(secs => $8), events, marked, counted::jsonb
              from unnest($3::text[], $4::timestamptz[], $5::integer[], $6::integer[], $7::text[])
                as newer (key, at, events, marked, counted)
                on conflict (type, key) do update
               set fingerprint = excluded.fingerprint, at = excluded.at, until = excluded.until,
                   events = excluded.events, marked = excluded.marked, "values" = excluded."values"
             where excluded.at > tail.at
            """;

    /** The latest tails of busy keys; what is small is read again as quickly. */
    Uni<Void> keep(SqlConnection connection, Detector detector, List<Keyed> found) {
        Map<String, Tail> tails = new HashMap<>();
        for (Keyed keyed : found) {
            Tail tail = keyed.finding().tail();
            if (tail != null && tail.events() >= config.keptWindow()) {
                tails.merge(keyed.key(), tail, (one, other) -> one.at() > other.at() ? one : other);
            }
        }
        if (tails.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.tuple()
                .addString(detector.type())
                .addUUID(detector.fingerprint())
                .addValue(tails.keySet().toArray(String[]::new))
                .addValue(Columns.of(tails.values(), tail -> Micros.time(tail.at()), OffsetDateTime[]::new))
                .addValue(Columns.of(tails.values(), Tail::events, Integer[]::new))
                .addValue(Columns.of(tails.values(), Tail::marked, Integer[]::new))
                .addValue(Columns.of(tails.values(), tail -> write(tail.values()), String[]::new))
                .addDouble((double) detector.rule().window().toSeconds());
        return connection.preparedQuery(KEEP).execute(values).replaceWithVoid();
    }

    private Tail tail(Row row) {
        return new Tail(
                Micros.of(row.getOffsetDateTime("at")),
                row.getInteger("events"),
                row.getInteger("marked"),
                read(row.getString("values")));
    }

    private Map<String, Integer> read(String text) {
        try {
            return json.readValue(text, VALUES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A kept window is not what this service wrote", e);
        }
    }

    private String write(Map<String, Integer> values) {
        try {
            return json.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A window can not be written", e);
        }
    }
}
