package dev.sealwatch.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** What was sent, what waits, and what is long over. */
@ApplicationScoped
class LedgerStore {

    /** An attempt. @param alertIds of a digest, else null. @param idempotencyKey of the delivery, the same in each attempt */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            String event,
            Long alertId,
            List<Long> alertIds,
            int attempt,
            Instant at,
            String outcome,
            Integer status,
            String error,
            UUID idempotencyKey) {}

    /** @param oldest when the one that waits longest came into the outbox, or null */
    record Waiting(long deliveries, Instant oldest) {}

    /** What is forgotten by one statement, in a second or so. */
    private static final int AT_ONCE = 10_000;

    private final Pool pool;
    private final Clock clock;

    LedgerStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    private static final String ATTEMPTS = """
            select notification.event, notification.alert_ids, attempt.attempt, attempt.at, attempt.outcome,
                   attempt.status, attempt.error, attempt.delivery_id
              from notification_attempts as attempt
                   join notification_deliveries as delivery
                     on delivery.id = attempt.delivery_id
                   join notifications as notification
                     on notification.id = delivery.notification_id
             where delivery.channel_id = $1
             order by attempt.at desc, attempt.delivery_id, attempt.attempt desc
             limit $2
            offset $3
            """;

    /** The latest first. */
    Uni<List<Entry>> attempts(UUID channel, int limit, int offset) {
        return pool.preparedQuery(ATTEMPTS)
                .mapping(LedgerStore::entry)
                .execute(Tuple.of(channel, limit, offset))
                .map(rows -> rows.stream().toList());
    }

    private static Entry entry(Row row) {
        List<Long> alerts = List.of(row.getArrayOfLongs("alert_ids"));
        return new Entry(
                row.getString("event"),
                alerts.size() == 1 ? alerts.get(0) : null,
                alerts.size() > 1 ? alerts : null,
                row.getInteger("attempt"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("outcome"),
                row.getInteger("status"),
                row.getString("error"),
                row.getUUID("delivery_id"));
    }

    private static final String WAITING = """
            select count(*) as deliveries, min(created_at) as oldest
              from notification_deliveries
             where state = 'pending'
            """;

    Uni<Waiting> waiting() {
        return pool.preparedQuery(WAITING)
                .mapping(row -> new Waiting(
                        row.getLong("deliveries"),
                        row.getOffsetDateTime("oldest") == null
                                ? null
                                : row.getOffsetDateTime("oldest").toInstant()))
                .execute()
                .map(rows -> rows.iterator().next());
    }

    private static final String ABANDON = """
            with given_up as (
                update notification_deliveries as delivery
                   set state = 'given_up', finished_at = $1, leased_until = null
                  from notification_channels as channel
                 where channel.id = delivery.channel_id
                   and not channel.enabled
                   and delivery.state = 'pending'
                   and delivery.created_at <= $2
                   and (delivery.leased_until is null or delivery.leased_until <= clock_timestamp())
                returning delivery.id, delivery.attempts)
            insert into notification_attempts (delivery_id, attempt, at, outcome, error)
            select id, attempts + 1, $1, 'given_up', 'The channel is disabled.'
              from given_up
            """;

    /** What waits for a channel that was disabled is given up in time too. */
    Uni<Void> abandon(Duration after) {
        Instant now = clock.instant();
        return pool.preparedQuery(ABANDON)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), now.minus(after).atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    // Of a clock that is ahead nothing is forgotten before its time.
    private static final String FORGET = """
            delete from notifications
             where id in (select id
                            from notifications as notification
                           where kept_at <= least($1, clock_timestamp()) - $2::bigint * interval '1 second'
                             and not exists (select 1
                                               from notification_deliveries as delivery
                                              where delivery.notification_id = notification.id
                                                and delivery.state = 'pending')
                           order by kept_at
                           limit $3)
            """;

    /** With its deliveries and their attempts, the eldest first. @return whether there may be more */
    Uni<Boolean> forget(Duration after) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(now, after.toSeconds(), AT_ONCE))
                .map(gone -> gone.rowCount() == AT_ONCE);
    }
}
