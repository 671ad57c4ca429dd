package dev.sealwatch.alerting;

import static dev.sealwatch.alerting.Columns.utc;

import dev.sealwatch.alerting.AlertRules.Rule;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** What decisions do to alerts. */
@ApplicationScoped
class EffectStore {

    /** The alert as it is then, or null where there is none. @param rule null where none covers the occasion */
    Uni<Alert> apply(SqlConnection connection, Occasion occasion, Rule rule, Effect effect, Instant now) {
        return switch (effect.act()) {
            case NOTHING -> Uni.createFrom().nullItem();
            case RAISE -> raise(connection, occasion, rule, now);
            case FOLD -> fold(connection, occasion, effect, now);
            case SUPPRESS -> suppress(connection, effect.alert(), now);
        };
    }

    private static final String RAISE = """
            insert into security_alerts (
                   created_at, last_seen, told_at, anomaly_id, user_id, ip_address, told_severity, about, who, observed,
                   threshold, window_seconds, followed, rule_id, entity, severity)
            values ($1, $1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            returning *
            """;

    private Uni<Alert> raise(SqlConnection connection, Occasion occasion, Rule rule, Instant now) {
        Tuple values = values(occasion, now)
                .addString(rule.id())
                .addString(occasion.entity())
                .addString(rule.severity().word());
        return one(connection, RAISE, values);
    }

    // Another replica's clock may be behind: times only move on.
    private static final String FOLD = """
            update security_alerts
               set last_seen = greatest(last_seen, $1), folded_count = folded_count + 1, anomaly_id = $2, user_id = $3,
                   ip_address = $4, about = $6, who = $7, observed = $8, threshold = $9, window_seconds = $10,
                   followed = $11,
                   told_at = case when $13 then greatest(told_at, $1) else told_at end,
                   told_severity = case when array_position(array['low', 'medium', 'high', 'critical'], $5::text)
                                             > array_position(array['low', 'medium', 'high', 'critical'], told_severity)
                                        then $5 else told_severity end
             where id = $12
            returning *
            """;

    private Uni<Alert> fold(SqlConnection connection, Occasion occasion, Effect effect, Instant now) {
        Tuple values = values(occasion, now).addLong(effect.alert()).addBoolean(effect.told() != null);
        return one(connection, FOLD, values);
    }

    private static final String SUPPRESS = """
            update security_alerts
               set suppressed_count = suppressed_count + 1, last_suppressed_at = greatest(last_suppressed_at, $2)
             where id = $1
            returning *
            """;

    private Uni<Alert> suppress(SqlConnection connection, long alert, Instant now) {
        return one(connection, SUPPRESS, Tuple.of(alert, utc(now)));
    }

    private static Tuple values(Occasion occasion, Instant now) {
        Alert.Facts facts = occasion.facts();
        return Tuple.tuple()
                .addOffsetDateTime(utc(now))
                .addLong(occasion.anomalyId())
                .addString(occasion.userId())
                .addString(occasion.ipAddress())
                .addString(occasion.severity().word())
                .addString(facts.about())
                .addString(facts.who())
                .addLong(facts.observed())
                .addInteger(facts.threshold())
                .addLong(facts.windowSeconds())
                .addBoolean(facts.followed());
    }

    private static Uni<Alert> one(SqlConnection connection, String statement, Tuple values) {
        return connection
                .preparedQuery(statement)
                .mapping(AlertRow::read)
                .execute(values)
                .map(rows -> rows.iterator().next());
    }
}
