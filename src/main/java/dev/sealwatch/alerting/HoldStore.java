package dev.sealwatch.alerting;

import static dev.sealwatch.alerting.Columns.utc;

import dev.sealwatch.alerting.AlertRules.Rule;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What is told later. */
@ApplicationScoped
class HoldStore {

    private final Clock clock;

    HoldStore(Clock clock) {
        this.clock = clock;
    }

    private static final String ADD = """
            insert into held_tellings (alert_id, rule_id, severity, window_id, channels, held_at, due_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;

    Uni<Void> add(SqlConnection connection, List<Held> held) {
        return held.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(ADD)
                        .executeBatch(held.stream().map(HoldStore::values).toList())
                        .replaceWithVoid();
    }

    private static Tuple values(Held held) {
        return Tuple.tuple()
                .addLong(held.alert().id())
                .addString(held.alert().ruleId())
                .addString(held.alert().severity().word())
                .addLong(held.windowId())
                .addArrayOfString(held.channels().toArray(String[]::new))
                .addOffsetDateTime(utc(held.at()))
                .addOffsetDateTime(utc(held.due()));
    }

    private static final String HASTEN = """
            update held_tellings
               set due_at = least(due_at, $2)
             where rule_id = $1
               and window_id is null
            """;

    /** A digest that is now told sooner is so for what waits already. */
    Uni<Void> hasten(SqlConnection connection, Rule rule) {
        Instant due = Held.due(rule, clock.instant());
        return connection
                .preparedQuery(HASTEN)
                .execute(Tuple.of(rule.id(), utc(due)))
                .replaceWithVoid();
    }

    // A window that was removed holds nothing back; one that is on holds back what another one or a digest would tell.
    private static final String TAKE = """
              with due as (
                   delete from held_tellings as held
                    where (held.due_at <= $1
                           or held.window_id is not null
                              and not exists (select from maintenance_windows as gone where gone.id = held.window_id))
                      and not exists (select from maintenance_windows as other
                                       where other.starts_at <= $1
                                         and other.ends_at > $1
                                         and (other.rule_ids is null or held.rule_id = any (other.rule_ids)))
                   returning alert_id, rule_id, severity, window_id, channels, held_at, due_at)
            select alert_id, rule_id, severity, window_id, channel, min(held_at) as since, max(due_at) as until,
                   (select reason from maintenance_windows where id = window_id) as reason
              from due
             cross join unnest(channels) as channel
             group by alert_id, rule_id, severity, window_id, channel
             order by alert_id desc, channel
            """;

    /** What is due, once for each alert and channel; it is held no longer. */
    Uni<List<Digest.Item>> take(SqlConnection connection, Instant now) {
        return connection
                .preparedQuery(TAKE)
                .mapping(HoldStore::item)
                .execute(Tuple.of(utc(now)))
                .map(rows -> rows.stream().toList());
    }

    private static Digest.Item item(Row row) {
        Long window = row.getLong("window_id");
        String rule = row.getString("rule_id");
        Digest.Group group = new Digest.Group(
                window, window == null ? rule : null, row.getString("channel"), row.getString("reason"));
        return new Digest.Item(
                group,
                row.getLong("alert_id"),
                rule,
                Columns.severity(row, "severity"),
                Columns.time(row, "since"),
                Columns.time(row, "until"));
    }

    private static final String NAMED = """
            select *
              from security_alerts
             where id = any ($1)
            """;

    Uni<List<Alert>> alerts(SqlConnection connection, List<Long> ids) {
        return connection
                .preparedQuery(NAMED)
                .mapping(AlertRow::read)
                .execute(Tuple.tuple().addArrayOfLong(ids.toArray(Long[]::new)))
                .map(rows -> rows.stream().toList());
    }
}
