package dev.sealwatch.alerting;

import static dev.sealwatch.alerting.Columns.severity;
import static dev.sealwatch.alerting.Columns.time;
import static dev.sealwatch.alerting.Columns.utc;

import dev.sealwatch.alerting.AlertRules.Rule;
import dev.sealwatch.alerting.Decision.Latest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Writes what was decided. */
@ApplicationScoped
class JudgmentStore {

    private final Pool pool;
    private final AlertMetrics metrics;

    JudgmentStore(Pool pool, AlertMetrics metrics) {
        this.pool = pool;
        this.metrics = metrics;
    }

    private static final String ALONE = """
            select pg_advisory_xact_lock(hashtext('sealwatch.alerting'))
            """;

    /** In one transaction, while nobody else judges: it waits for whoever does. */
    <T> Uni<T> alone(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(connection -> alone(connection).chain(() -> work.apply(connection)))
                .onFailure()
                .invoke(metrics::failed);
    }

    /** The same in a transaction that has begun: nobody holds alerts that others wait for and waits for theirs. */
    Uni<Void> alone(SqlConnection connection) {
        return connection.query(ALONE).execute().replaceWithVoid();
    }

    private static final String LATEST = """
            select id, status <> 'resolved' as live, told_at, told_severity
              from security_alerts
             where rule_id = $1
               and entity = $2
             order by id desc
             limit 1
               for no key update
            """;

    /** The latest alert of rule and entity; nobody acknowledges or resolves it until the transaction ends. */
    Uni<Optional<Latest>> latest(SqlConnection connection, Rule rule, String entity) {
        return connection
                .preparedQuery(LATEST)
                .mapping(JudgmentStore::latest)
                .execute(Tuple.of(rule.id(), entity))
                .map(rows -> rows.stream().findFirst());
    }

    private static Latest latest(Row row) {
        return new Latest(
                row.getLong("id"), row.getBoolean("live"), time(row, "told_at"), severity(row, "told_severity"));
    }

    private static final String RECORD = """
            insert into alert_decisions (anomaly_id, severity, occasion, rule_id, entity, reason, alert_id, at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;

    /** Once for each: a second time fails. */
    Uni<Void> record(SqlConnection connection, Occasion occasion, Verdict verdict, Instant at) {
        Tuple values = Tuple.tuple()
                .addLong(occasion.anomalyId())
                .addString(occasion.severity().word())
                .addString(occasion.name())
                .addString(verdict.rule() == null ? null : verdict.rule().id())
                .addString(occasion.entity())
                .addString(verdict.decision().reason())
                .addLong(verdict.alert() == null ? null : verdict.alert().id())
                .addOffsetDateTime(utc(at));
        return connection.preparedQuery(RECORD).execute(values).replaceWithVoid();
    }
}
