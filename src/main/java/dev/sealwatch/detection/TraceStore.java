package dev.sealwatch.detection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sealwatch.detection.Evidence.Trace;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers the evidence of findings from the entries behind them. */
@ApplicationScoped
class TraceStore {

    private final ObjectMapper json;

    TraceStore(ObjectMapper json) {
        this.json = json;
    }

    // Through the batches, because their receive time leads to the one partition that holds the entry.
    private static final String QUOTE = """
            select entry.id, entry.event_time, entry.log_id, entry.created_at
              from unnest($1::bigint[]) as asked (id)
              join log_batches as batch on batch.batch_no = entry_batch(asked.id)
             cross join lateral (
                   select stored.id, stored.event_time, stored.log_id, stored.created_at
                     from aggregated_logs as stored
                    where stored.created_at = batch.created_at
                      and stored.id = asked.id
                   offset 0) as entry
            """;

    /** @param createdAt when the entry was received, microseconds */
    record Quoted(Trace trace, long createdAt) {}

    /** The entries with those ids, by id. */
    Uni<Map<Long, Quoted>> quote(SqlConnection connection, Set<Long> entries) {
        return connection
                .preparedQuery(QUOTE)
                .execute(Tuple.tuple().addValue(entries.toArray(Long[]::new)))
                .map(rows -> {
                    Map<Long, Quoted> quoted = new HashMap<>();
                    rows.forEach(row -> quoted.put(row.getLong("id"), quoted(row)));
                    return quoted;
                });
    }

    private static Quoted quoted(Row row) {
        long time = Micros.of(row.getOffsetDateTime("event_time"));
        Trace trace = new Trace(time, row.getLong("id"), row.getUUID("log_id").toString());
        return new Quoted(trace, Micros.of(row.getOffsetDateTime("created_at")));
    }

    private static final String TALLY = """
            select asked.place, entry.user_id, host(entry.ip_address) as ip_address, entry.user_agent,
                   grouping(entry.user_id, entry.ip_address, entry.user_agent) as missing, count(*) as times
              from unnest($1::bigint[], $2::integer[]) as asked (id, place)
              join log_batches as batch on batch.batch_no = entry_batch(asked.id)
             cross join lateral (
                   select stored.user_id, stored.ip_address, stored.user_agent
                     from aggregated_logs as stored
                    where stored.created_at = batch.created_at
                      and stored.id = asked.id
                   offset 0) as entry
             group by grouping sets ((asked.place, entry.user_id), (asked.place, entry.ip_address),
                                     (asked.place, entry.user_agent))
            """;

    /** Who and what the added events of each finding name, by its place in the list. */
    Uni<Map<Integer, Evidence>> tally(SqlConnection connection, List<Finding> findings) {
        Long[] ids = findings.stream()
                .flatMap(finding -> finding.added().stream().map(Event::id))
                .toArray(Long[]::new);
        Integer[] places = new Integer[ids.length];
        int next = 0;
        for (int place = 0; place < findings.size(); place++) {
            for (int i = 0; i < findings.get(place).added().size(); i++) {
                places[next++] = place;
            }
        }
        return connection
                .preparedQuery(TALLY)
                .execute(Tuple.tuple().addValue(ids).addValue(places))
                .map(rows -> {
                    Map<Integer, Evidence> byPlace = new HashMap<>();
                    rows.forEach(row -> byPlace.merge(row.getInteger("place"), tally(row), Evidence::counting));
                    return byPlace;
                });
    }

    // The bits of grouping() tell which of the three columns the row is not about.
    private static Evidence tally(Row row) {
        return switch (row.getInteger("missing")) {
            case 0b011 -> Evidence.counted(one(row, "user_id"), Tally.NONE, Tally.NONE);
            case 0b101 -> Evidence.counted(Tally.NONE, one(row, "ip_address"), Tally.NONE);
            default -> Evidence.counted(Tally.NONE, Tally.NONE, one(row, "user_agent"));
        };
    }

    private static Tally one(Row row, String column) {
        String value = row.getString(column);
        return value == null ? Tally.NONE : new Tally(Map.of(value, row.getLong("times")), 0);
    }

    private static final String STORED = """
            select id, evidence::text as evidence
              from security_anomalies
             where id = any ($1)
            """;

    /** What was gathered before, by id of the anomaly. */
    Uni<Map<Long, Evidence>> stored(SqlConnection connection, List<Long> anomalies) {
        return connection
                .preparedQuery(STORED)
                .execute(Tuple.tuple().addValue(anomalies.toArray(Long[]::new)))
                .map(rows -> {
                    Map<Long, Evidence> byId = new HashMap<>();
                    rows.forEach(row -> byId.put(row.getLong("id"), read(row.getString("evidence"))));
                    return byId;
                });
    }

    Evidence read(String text) {
        try {
            return json.readValue(text, Evidence.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The evidence of an anomaly is not what this service wrote", e);
        }
    }

    String write(Evidence evidence) {
        try {
            return json.writeValueAsString(evidence);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Evidence can not be written", e);
        }
    }
}
