package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Alert.Status;
import dev.sealwatch.detection.Severity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Counts alerts. */
@ApplicationScoped
class AlertStatisticsStore {

    /** How many are alike. */
    record Count(Status status, Severity severity, String rule, long alerts, long suppressed) {}

    private final Pool pool;

    AlertStatisticsStore(Pool pool) {
        this.pool = pool;
    }

    private static final String COUNTS = """
            select rule.id as rule_id, alert.status, alert.severity, count(alert.id) as alerts,
                   coalesce(sum(alert.suppressed_count), 0)::bigint as suppressed
              from alert_rules as rule
              left join security_alerts as alert on alert.rule_id = rule.id
             group by rule.position, rule.id, alert.status, alert.severity
             order by rule.position, alert.status, alert.severity
            """;

    /** By rule, status and severity; a rule without alerts is there too. */
    Uni<List<Count>> counts() {
        return pool.preparedQuery(COUNTS)
                .mapping(AlertStatisticsStore::count)
                .execute()
                .map(rows -> rows.stream().toList());
    }

    private static Count count(Row row) {
        String status = row.getString("status");
        return new Count(
                status == null ? Status.ACTIVE : Status.of(status),
                status == null ? Severity.LOW : Columns.severity(row, "severity"),
                row.getString("rule_id"),
                row.getLong("alerts"),
                row.getLong("suppressed"));
    }

    private static final String TIMES = """
            select count(acknowledged_at) as acknowledged,
                   percentile_cont(0.5) within group (order by extract(epoch from acknowledged_at - created_at))
                       as acknowledged_p50,
                   percentile_cont(0.95) within group (order by extract(epoch from acknowledged_at - created_at))
                       as acknowledged_p95,
                   count(resolved_at) as resolved,
                   percentile_cont(0.5) within group (order by extract(epoch from resolved_at - created_at))
                       as resolved_p50,
                   percentile_cont(0.95) within group (order by extract(epoch from resolved_at - created_at))
                       as resolved_p95
              from security_alerts
            """;

    Uni<AlertStatistics> all() {
        return counts().flatMap(counts -> pool.preparedQuery(TIMES)
                .execute()
                .map(rows -> statistics(counts, rows.iterator().next())));
    }

    private static AlertStatistics statistics(List<Count> counts, Row times) {
        return new AlertStatistics(
                counts.stream().mapToLong(Count::alerts).sum(),
                by(
                        counts,
                        Arrays.stream(Status.values()).map(Status::word).toList(),
                        count -> count.status().word()),
                by(
                        counts,
                        Arrays.stream(Severity.values()).map(Severity::word).toList(),
                        count -> count.severity().word()),
                by(counts, List.of(), Count::rule),
                sum(counts, List.of(), Count::rule, Count::suppressed),
                distribution(times, "acknowledged"),
                distribution(times, "resolved"));
    }

    private static Map<String, Long> by(List<Count> counts, List<String> known, Function<Count, String> word) {
        return sum(counts, known, word, Count::alerts);
    }

    private static Map<String, Long> sum(
            List<Count> counts, List<String> known, Function<Count, String> word, ToLongFunction<Count> number) {
        Map<String, Long> sums = new LinkedHashMap<>();
        known.forEach(one -> sums.put(one, 0L));
        counts.forEach(count -> sums.merge(word.apply(count), number.applyAsLong(count), Long::sum));
        return sums;
    }

    private static Distribution distribution(Row row, String what) {
        return new Distribution(row.getLong(what), row.getDouble(what + "_p50"), row.getDouble(what + "_p95"));
    }
}
