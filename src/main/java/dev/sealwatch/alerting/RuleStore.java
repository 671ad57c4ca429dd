package dev.sealwatch.alerting;

import static dev.sealwatch.alerting.Columns.severity;
import static dev.sealwatch.alerting.Columns.time;
import static dev.sealwatch.alerting.Columns.utc;

import dev.sealwatch.alerting.AlertRules.Rule;
import dev.sealwatch.alerting.AlertRules.Type;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** The rules. */
@ApplicationScoped
class RuleStore {

    private final Pool pool;
    private final Clock clock;

    RuleStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    private static final String ALL = """
            select *
              from alert_rules
             order by position
            """;

    Uni<List<Rule>> all() {
        return all(pool);
    }

    Uni<List<Rule>> all(SqlClient client) {
        return client.preparedQuery(ALL)
                .mapping(RuleStore::rule)
                .execute()
                .map(rows -> rows.stream().toList());
    }

    private static final String HOLD = """
            select *
              from alert_rules
             where id = $1
               for no key update
            """;

    /** Nobody else changes it until the transaction ends; fails with a refusal of 404. */
    Uni<Rule> hold(SqlConnection connection, String id) {
        return connection
                .preparedQuery(HOLD)
                .mapping(RuleStore::rule)
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().findFirst().orElseThrow(() -> Refusal.notFound("alert rule", id)));
    }

    private static final String KEEP = """
            update alert_rules
               set enabled = $2, severity = $3, min_severity = $4, cooldown_seconds = $5, digest_seconds = $6,
                   channels = $7, threshold = $8, updated_at = $9, updated_by = $10
             where id = $1
            returning *
            """;

    Uni<Rule> keep(SqlConnection connection, Rule rule, String by) {
        Tuple values = Tuple.tuple()
                .addString(rule.id())
                .addBoolean(rule.enabled())
                .addString(rule.severity().word())
                .addString(rule.minSeverity().word())
                .addInteger(rule.cooldownSeconds())
                .addInteger(rule.digestSeconds())
                .addArrayOfString(rule.channels().toArray(String[]::new))
                .addInteger(rule.threshold())
                .addOffsetDateTime(utc(clock.instant()))
                .addString(by);
        return connection
                .preparedQuery(KEEP)
                .mapping(RuleStore::rule)
                .execute(values)
                .map(rows -> rows.iterator().next());
    }

    private static Rule rule(Row row) {
        return new Rule(
                row.getString("id"),
                Type.of(row.getString("type")),
                row.getString("anomaly_type"),
                row.getInteger("threshold"),
                row.getBoolean("enabled"),
                severity(row, "severity"),
                severity(row, "min_severity"),
                row.getInteger("cooldown_seconds"),
                row.getInteger("digest_seconds"),
                List.of(row.getArrayOfStrings("channels")),
                time(row, "updated_at"),
                row.getString("updated_by"));
    }
}
