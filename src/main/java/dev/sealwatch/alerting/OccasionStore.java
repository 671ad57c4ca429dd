package dev.sealwatch.alerting;

import static dev.sealwatch.alerting.Columns.severity;
import static dev.sealwatch.alerting.Columns.time;

import dev.sealwatch.alerting.Alert.Facts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What nobody judged yet, of what other rooms keep. */
@ApplicationScoped
class OccasionStore {

    private final CrossingStore crossings;
    private final FaultStore faults;
    private final AlertingConfig config;

    OccasionStore(CrossingStore crossings, FaultStore faults, AlertingConfig config) {
        this.crossings = crossings;
        this.faults = faults;
        this.config = config;
    }

    /** @param more whether there are more of them */
    record Unjudged(List<Occasion> occasions, boolean more) {}

    /** In the transaction that judges them. */
    Uni<Unjudged> next(SqlConnection connection, Instant now) {
        return anomalies(connection, config.batch())
                .flatMap(anomalies -> crossings
                        .next(connection)
                        .flatMap(crossed -> faults.next(connection, now).map(found -> all(anomalies, crossed, found))));
    }

    private Unjudged all(List<Occasion> anomalies, List<Occasion> crossed, List<Occasion> found) {
        List<Occasion> all =
                Stream.of(anomalies, crossed, found).flatMap(List::stream).toList();
        return new Unjudged(all, anomalies.size() == config.batch());
    }

    // Two indexes in the same order tell it; only what is new is read.
    static final String ANOMALIES = """
              with unjudged as (
                   select anomaly.id
                     from security_anomalies as anomaly
                    where anomaly.merged_into is null
                      and not exists (select from alert_decisions as decision
                                       where decision.anomaly_id = anomaly.id
                                         and decision.severity = anomaly.severity)
                    order by anomaly.id
                    limit $1)
            select id, type, key, severity, status, user_id, ip_address, crossed_at, threshold, window_seconds, observed,
                   followed, staged
              from security_anomalies
             where id in (select id from unjudged)
             order by id
            """;

    /** New anomalies, and those that have become worse, the eldest first. */
    private static Uni<List<Occasion>> anomalies(SqlConnection connection, int limit) {
        return connection
                .preparedQuery(ANOMALIES)
                .mapping(OccasionStore::anomaly)
                .execute(Tuple.of(limit))
                .map(rows -> rows.stream().toList());
    }

    private static Occasion anomaly(Row row) {
        String key = row.getString("key");
        boolean ofUser = key.startsWith(Occasion.USER);
        String keyed = key.substring((ofUser ? Occasion.USER : Occasion.IP).length());
        String user = ofUser && row.getString("user_id") == null ? keyed : row.getString("user_id");
        Facts facts = new Facts(
                row.getString("type"),
                ofUser ? user : keyed,
                row.getInteger("observed"),
                row.getInteger("threshold"),
                row.getLong("window_seconds"),
                row.getBoolean("followed"));
        return new Occasion(
                row.getLong("id"),
                null,
                key,
                severity(row, "severity"),
                facts,
                user,
                row.getString("ip_address"),
                time(row, "crossed_at"),
                row.getString("status").equals("resolved"),
                row.getBoolean("staged"));
    }
}
