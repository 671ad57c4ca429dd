package dev.sealwatch.alerting;

import static dev.sealwatch.alerting.Columns.severity;
import static dev.sealwatch.alerting.Columns.time;

import dev.sealwatch.alerting.Alerts.Live;
import dev.sealwatch.detection.Anomalies;
import dev.sealwatch.detection.Severity;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Parameters.Page;
import dev.sealwatch.security.Parameters.Pagination;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds alerts. */
@ApplicationScoped
class AlertStore {

    /** One page of the list, and where in it that is. */
    record Listed(List<Alert> alerts, Pagination pagination) {}

    /** What was judged and came to an alert, or was suppressed after it. @param anomalyId null where it is no anomaly */
    record Judged(Long anomalyId, Severity severity, String reason, Instant at) {}

    private final Pool pool;

    AlertStore(Pool pool) {
        this.pool = pool;
    }

    // By id, or by the severity of the rule and the id: neither ever changes.
    private static final String PAGE = """
              with matching as (
                   select id, id + case when $18 then severity_rank(severity) << 48 else 0 end as place
                     from matching_alerts($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14))
            select counted.total, listed.place, alert.*
              from (select count(*) as total from matching) as counted
              left join lateral (
                   select *
                     from matching
                    where $15::bigint is null
                       or place < $15
                    order by place desc
                    limit $16 + 1
                   offset $17) as listed on true
              left join security_alerts as alert
                on alert.id = listed.id
             order by listed.place desc
            """;

    Uni<Listed> page(AlertQuery query) {
        return pool.preparedQuery(PAGE)
                .execute(query.arguments())
                .map(found -> listed(found.stream().toList(), query.page()));
    }

    private static Listed listed(List<Row> found, Page page) {
        List<Alert> alerts = found.stream()
                .filter(row -> row.getLong("id") != null)
                .limit(page.limit())
                .map(AlertRow::read)
                .toList();
        Long last = found.size() > page.limit() ? found.get(page.limit() - 1).getLong("place") : null;
        return new Listed(alerts, page.end(found.get(0).getLong("total"), last));
    }

    private static final String ONE = """
            select *
              from security_alerts
             where id = $1
            """;

    /** Fails with a refusal of 404. */
    Uni<Alert> find(long id) {
        return find(pool, id);
    }

    Uni<Alert> find(SqlClient client, long id) {
        return client.preparedQuery(ONE)
                .mapping(AlertRow::read)
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().findFirst().orElseThrow(() -> Refusal.notFound("alert", id)));
    }

    private static final String JUDGED = """
            select anomaly_id, severity, reason, at
              from alert_decisions
             where alert_id = $1
             order by id desc
             limit 100
            """;

    /** What came to it, the latest hundred first. */
    Uni<List<Judged>> judged(long id) {
        return pool.preparedQuery(JUDGED)
                .mapping(row -> new Judged(
                        row.getLong("anomaly_id"), severity(row, "severity"), row.getString("reason"), time(row, "at")))
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().toList());
    }

    private static final String CAME_TO = """
            select at, severity, reason, alert_id, anomaly_id
              from alert_decisions
             where anomaly_id = $1
             order by id desc
            """;

    /** What an anomaly came to, and each rise of its severity; the latest first. */
    Uni<List<Anomalies.Judged>> cameTo(long anomalyId) {
        return pool.preparedQuery(CAME_TO)
                .mapping(row -> new Anomalies.Judged(
                        time(row, "at"),
                        severity(row, "severity"),
                        row.getString("reason"),
                        row.getLong("alert_id"),
                        row.getLong("anomaly_id")))
                .execute(Tuple.of(anomalyId))
                .map(rows -> rows.stream().toList());
    }

    private static final String ANY = """
            select exists (select from security_alerts) as ever
            """;

    /** Whether there ever was one. */
    Uni<Boolean> any() {
        return pool.preparedQuery(ANY)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("ever"));
    }

    private static final String LIVE = """
            select count(*) filter (where status = 'active') as active,
                   count(*) filter (where status = 'acknowledged') as acknowledged,
                   count(*) filter (where status = 'active' and severity = 'critical') as critical,
                   count(*) filter (where status = 'active' and severity = 'high') as high,
                   count(*) filter (where status = 'active' and severity = 'medium') as medium,
                   count(*) filter (where status = 'active' and severity = 'low') as low
              from security_alerts
             where status <> 'resolved'
            """;

    Uni<Live> live() {
        return pool.preparedQuery(LIVE)
                .execute()
                .map(rows -> live(rows.iterator().next()));
    }

    private static Live live(Row row) {
        Map<String, Long> bySeverity = new LinkedHashMap<>();
        List.of("critical", "high", "medium", "low").forEach(word -> bySeverity.put(word, row.getLong(word)));
        return new Live(row.getLong("active"), row.getLong("acknowledged"), bySeverity);
    }
}
