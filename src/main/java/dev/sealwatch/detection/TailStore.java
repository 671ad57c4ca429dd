package dev.sealwatch.detection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sealwatch.detection.Proof.Keyed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The newest windows of busy keys, kept from run to run. */
@ApplicationScoped
class TailStore {

    private static final TypeReference<Map<String, Integer>> VALUES = new TypeReference<>() {};

    private final ObjectMapper json;
    private final DetectionConfig config;

    TailStore(ObjectMapper json, DetectionConfig config) {
        this.json = json;
        this.config = config;
    }

    // A tail is taken, not read: what does not write it anew has made it untrue.
    private static final String TAKE = """
            delete from detector_tails
             where type = $1
               and key = any ($2)
            returning key, window_seconds, at, events, marked, "values"::text as "values"
            """;

    /** By key; each can be taken once. */
    Uni<Map<String, Tail>> take(Scan scan, Collection<String> keys) {
        long seconds = scan.detector().rule().window().toSeconds();
        return scan.connection()
                .preparedQuery(TAKE)
                .execute(Tuple.of(scan.detector().type(), keys.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Tail> tails = new HashMap<>();
                    for (Row row : rows) {
                        if (row.getLong("window_seconds") == seconds) {
                            tails.put(row.getString("key"), tail(row));
                        }
                    }
                    return tails;
                });
    }

    private static final String KEEP = """
            insert into detector_tails (type, key, window_seconds, at, events, marked, "values")
            select $1, key, $2, at, events, marked, counted::jsonb
              from unnest($3::text[], $4::timestamptz[], $5::integer[], $6::integer[], $7::text[])
                as tail (key, at, events, marked, counted)
                on conflict (type, key) do update
               set window_seconds = excluded.window_seconds, at = excluded.at, events = excluded.events,
                   marked = excluded.marked, "values" = excluded."values"
            """;

    /** The tails of busy keys; what is small is read again as quickly. */
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
                .addLong(detector.rule().window().toSeconds())
                .addValue(tails.keySet().toArray(String[]::new))
                .addValue(column(tails, tail -> Micros.time(tail.at()), OffsetDateTime[]::new))
                .addValue(column(tails, Tail::events, Integer[]::new))
                .addValue(column(tails, Tail::marked, Integer[]::new))
                .addValue(column(tails, tail -> write(tail.values()), String[]::new));
        return connection.preparedQuery(KEEP).execute(values).replaceWithVoid();
    }

    private static <T> T[] column(Map<String, Tail> tails, Function<Tail, T> value, IntFunction<T[]> array) {
        return tails.values().stream().map(value).toArray(array);
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
