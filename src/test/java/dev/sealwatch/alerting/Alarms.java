package dev.sealwatch.alerting;

import dev.sealwatch.platform.TestClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Given anomalies and a clock: the alerts, and what was told. */
@Singleton
class Alarms {

    private static final String FORGET = """
            truncate security_anomalies, threat_scores, held_tellings, maintenance_windows, alert_mutes;
            update alert_decisions set alert_id = null where alert_id is not null;
            delete from alert_decisions where anomaly_id is not null or occasion like 'score:%';
            delete from security_alerts;
            update alert_rules
               set enabled = true, min_severity = case id when 'RULE-SUSPICIOUS-IP' then 'medium' else 'low' end,
                   channels = '{in_app}', digest_seconds = 0, updated_at = null, updated_by = null,
                   cooldown_seconds = 600
             where id = 'RULE-BRUTE-FORCE' or updated_at is not null;
            update alert_rules set judged_to = 'epoch', threshold = 80 where type = 'threshold';
            update alert_rules set judged_to = '2026-01-01T00:00:00Z' where type = 'integrity'
            """;

    private static final String ATTACK = """
            insert into security_anomalies (type, key, severity, confidence, user_id, ip_address, event_count, first_seen,
                   crossed_at, crossing_entry, last_seen, detected_at, detected_late, threshold, window_seconds, observed,
                   followed, evidence)
            values ($1, $2, $3, 0.9, $4, $5, 12, $6, $6, 1, $6, $6, false, 10, 600, 12, false,
                    '{"first": [], "crossing": [], "last": [], "by_user": {"counts": {}, "others": 0},
                      "by_ip": {"counts": {}, "others": 0}, "by_user_agent": {"counts": {}, "others": 0}}')
            returning id
            """;

    /** Keeps what it is given. */
    static final class Mailbag implements Outbox {

        final List<Telling> tellings = new CopyOnWriteArrayList<>();

        @Override
        public Uni<Void> put(SqlConnection connection, List<Telling> more) {
            tellings.addAll(more);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> follow(SqlConnection connection, List<Long> alertIds, Alert.Status to) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Set<String>> channels(SqlConnection connection) {
            return Uni.createFrom().item(Set.of("mail", "hook"));
        }

        @Override
        public Uni<Map<String, String>> names() {
            return Uni.createFrom().item(Map.of());
        }

        @Override
        public Uni<List<Sent>> of(long alertId) {
            return Uni.createFrom().item(List.of());
        }
    }

    private final Mailbag mailbag = new Mailbag();
    private final Pool pool;
    private final TestClock clock;
    private final AlertStage stage;

    Alarms(
            Pool pool,
            TestClock clock,
            JudgmentStore judgments,
            OccasionStore occasions,
            Laws laws,
            EffectStore effects,
            HoldStore held,
            AlertingConfig config) {
        this.pool = pool;
        this.clock = clock;
        Dispatch dispatch = new Dispatch(held, mailbag, config);
        this.stage = new AlertStage(judgments, occasions, laws, new Judging(judgments, effects, dispatch), dispatch);
    }

    /** No anomaly was ever found; what else happened so far is judged. */
    void reset() {
        Instant now = clock.instant();
        judgeAt(Instant.EPOCH);
        clock.set(now);
        pool.query(FORGET).execute().await().indefinitely();
        mailbag.tellings.clear();
    }

    /** An anomaly of the user or address that {@code key} names. @return its id */
    long attack(String type, String key, String severity, Instant at) {
        boolean ofUser = key.startsWith("user:");
        String who = key.substring(key.indexOf(':') + 1);
        Tuple values = Tuple.of(type, key, severity, ofUser ? who : null, ofUser ? null : who)
                .addOffsetDateTime(at.atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(ATTACK)
                .execute(values)
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong("id");
    }

    long bruteForce(String address, Instant at) {
        return attack("brute_force_attack", "ip:" + address, "high", at);
    }

    /** The attack is over, and resolved. */
    void end(long anomaly, Instant at) {
        change("""
                update security_anomalies
                   set status = 'resolved', ended_at = $2, resolved_at = $2, resolved_by = 'user:ann'
                 where id = $1
                """, Tuple.of(anomaly, at.atOffset(ZoneOffset.UTC)));
    }

    void worsen(long anomaly, String severity) {
        change("update security_anomalies set severity = $2 where id = $1", Tuple.of(anomaly, severity));
    }

    /** Somebody resolves all alerts. */
    void resolveAll(Instant at) {
        change(
                "update security_alerts set status = 'resolved', resolved_at = $1, resolved_by = 'user:ann'"
                        + " where status <> 'resolved'",
                Tuple.of(at.atOffset(ZoneOffset.UTC)));
    }

    void change(String sql, Tuple values) {
        pool.preparedQuery(sql).execute(values).await().indefinitely();
    }

    /** The stage after a cycle at that time. */
    void judgeAt(Instant now) {
        clock.set(now);
        stage.follow().await().indefinitely();
    }

    void clockAt(Instant now) {
        clock.set(now);
    }

    /** The stage, for tests that run several at once. */
    AlertStage stage() {
        return stage;
    }

    List<Alert> alerts() {
        return pool.query("select * from security_alerts order by id").execute().await().indefinitely().stream()
                .map(AlertRow::read)
                .toList();
    }

    /** Why what became of anomalies did, in the order in which they were judged. */
    List<String> reasons() {
        return rows("select reason from alert_decisions where anomaly_id is not null order by id").stream()
                .map(row -> row.getString("reason"))
                .toList();
    }

    List<Row> rows(String question) {
        return pool.query(question).execute().await().indefinitely().stream().toList();
    }

    List<Telling> told() {
        return List.copyOf(mailbag.tellings);
    }

    List<Telling.Event> events() {
        return mailbag.tellings.stream().map(Telling::event).toList();
    }
}
