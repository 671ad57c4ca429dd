package dev.sealwatch.detection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sealwatch.detection.Evidence.Trace;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
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

    // Through the batches, because their receive time leads to the one partition that holds the entry. Planning leaves
    // out those that are older than all of them.
    private static final String QUOTE = """
            select entry.id, entry.event_time, entry.log_id, entry.created_at
              from unnest($1::bigint[]) as asked (id)
              join log_batches as batch on batch.batch_no = entry_batch(asked.id)
             cross join lateral (
                   select stored.id, stored.event_time, stored.log_id, stored.created_at
                     from aggregated_logs as stored
                    where stored.created_at = batch.created_at
                      and stored.created_at >= $2
                      and stored.id = asked.id
                   offset 0) as entry
            """;

    /** @param createdAt when the entry was received, microseconds */
    record Quoted(Trace trace, long createdAt) {}

    /** The entries with those ids, by id. @param since none of them happened before, microseconds */
    Uni<Map<Long, Quoted>> quote(SqlConnection connection, Set<Long> entries, long since) {
        return connection
                .preparedQuery(QUOTE)
                .execute(Tuple.tuple().addValue(entries.toArray(Long[]::new)).addOffsetDateTime(received(since)))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> {
                    Map<Long, Quoted> quoted = new HashMap<>();
                    rows.forEach(row -> quoted.put(row.getLong("id"), quoted(row)));
                    return quoted;
                });
    }

    /** Nothing that happened since then was received before this. */
    static OffsetDateTime received(long since) {
        return Micros.time(since - EventStore.MOST_AHEAD);
    }

    private static Quoted quoted(Row row) {
        long time = Micros.of(row.getOffsetDateTime("event_time"));
        Trace trace = new Trace(time, row.getLong("id"), row.getUUID("log_id").toString());
        return new Quoted(trace, Micros.of(row.getOffsetDateTime("created_at")));
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
                .emitOn(Infrastructure.getDefaultWorkerPool())
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
