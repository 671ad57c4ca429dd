package dev.sealwatch.alerting;

import static dev.sealwatch.alerting.Columns.utc;

import dev.sealwatch.alerting.Law.Subject;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

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
            select alert.*
              from unnest($1::text[], $2::text[]) as subject (rule, entity)
             cross join lateral (
                   select *
                     from security_alerts
                    where rule_id = subject.rule
                      and entity = subject.entity
                    order by id desc
                    limit 1
                      for no key update) as alert
            """;

    /** The latest alert of each; nobody acknowledges or resolves one of them until the transaction ends. */
    Uni<Map<Subject, Alert>> latest(SqlConnection connection, Set<Subject> subjects) {
        Tuple values = Tuple.tuple()
                .addArrayOfString(subjects.stream().map(Subject::rule).toArray(String[]::new))
                .addArrayOfString(subjects.stream().map(Subject::entity).toArray(String[]::new));
        return connection
                .preparedQuery(LATEST)
                .mapping(AlertRow::read)
                .execute(values)
                .map(rows -> rows.stream().collect(Collectors.toMap(Subject::of, Function.identity())));
    }

    private static final String RECORD = """
            insert into alert_decisions (anomaly_id, severity, occasion, rule_id, entity, reason, alert_id, at)
            select anomaly_id, severity, occasion, rule_id, entity, reason, alert_id, $8
              from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
                as judged (anomaly_id, severity, occasion, rule_id, entity, reason, alert_id)
            """;

    /** Once for each: a second time fails. */
    Uni<Void> record(SqlConnection connection, List<Verdict> verdicts, Instant at) {
        Tuple values = Tuple.tuple()
                .addArrayOfLong(longs(verdicts, verdict -> verdict.occasion().anomalyId()))
                .addArrayOfString(
                        texts(verdicts, verdict -> verdict.occasion().severity().word()))
                .addArrayOfString(texts(verdicts, verdict -> verdict.occasion().name()))
                .addArrayOfString(texts(
                        verdicts,
                        verdict ->
                                verdict.rule() == null ? null : verdict.rule().id()))
                .addArrayOfString(texts(verdicts, verdict -> verdict.occasion().entity()))
                .addArrayOfString(texts(verdicts, verdict -> verdict.decision().reason()))
                .addArrayOfLong(longs(
                        verdicts,
                        verdict ->
                                verdict.alert() == null ? null : verdict.alert().id()))
                .addOffsetDateTime(utc(at));
        return connection.preparedQuery(RECORD).execute(values).replaceWithVoid();
    }

    private static Long[] longs(List<Verdict> verdicts, Function<Verdict, Long> part) {
        return verdicts.stream().map(part).toArray(Long[]::new);
    }

    private static String[] texts(List<Verdict> verdicts, Function<Verdict, String> part) {
        return verdicts.stream().map(part).toArray(String[]::new);
    }
}
