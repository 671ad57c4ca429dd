package dev.sealwatch.notify;

import dev.sealwatch.notify.Delivery.Notice;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Who sends what: a claim is committed before anything is sent, and its lease ends by the clock of the database. */
@ApplicationScoped
class DeliveryStore {

    private final Pool pool;
    private final NotifyConfig config;
    private final Clock clock;

    DeliveryStore(Pool pool, NotifyConfig config, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    private static final String CLAIM = """
            with due as materialized (
                select chosen.id
                  from notification_channels as channel
                       cross join lateral (
                           select id
                             from notification_deliveries as waiting
                            where waiting.channel_id = channel.id
                              and waiting.state = 'pending'
                              and waiting.due_at <= $1
                              and (waiting.leased_until is null or waiting.leased_until <= clock_timestamp())
                              and ($4::uuid is null or waiting.id = $4)
                              and not exists (select 1
                                                from notification_deliveries as earlier
                                               where earlier.id = any (waiting.behind)
                                                 and earlier.state = 'pending')
                            order by waiting.due_at, waiting.id
                            limit case when $4::uuid is null
                                       then greatest(0, $3 - (select count(*)
                                                                from notification_deliveries as busy
                                                               where busy.channel_id = channel.id
                                                                 and busy.state = 'pending'
                                                                 and busy.leased_until > clock_timestamp()))
                                       else 1
                                  end
                              for update skip locked) as chosen
                 where channel.enabled
                    or $4::uuid is not null),
            claimed as (
                update notification_deliveries as delivery
                   set attempts = attempts + 1,
                       leased_until = clock_timestamp() + $2::bigint * interval '1 millisecond'
                  from due
                 where delivery.id = due.id
                returning delivery.id, delivery.notification_id, delivery.channel_id, delivery.attempts,
                          delivery.created_at),
            begun as (
                insert into notification_attempts (delivery_id, attempt, at, outcome)
                select id, attempts, $1, 'unconfirmed'
                  from claimed)
            select claimed.id as delivery_id, claimed.attempts, claimed.created_at, claimed.notification_id,
                   notification.event, notification.texts, notification.summary, notification.at,
                   claimed.channel_id, channel.name, channel.type, channel.enabled, channel.preset, channel.url,
                   channel.target, channel.recipients, channel.language
              from claimed
                   join notifications as notification
                     on notification.id = claimed.notification_id
                   join notification_channels as channel
                     on channel.id = claimed.channel_id
             order by claimed.created_at
            """;

    /** What is due now and nobody else is sending, so many of each channel as it may have at once. */
    Uni<List<Delivery>> claim() {
        return pool.withTransaction(connection -> claim(connection, null));
    }

    private Uni<List<Delivery>> claim(SqlConnection connection, UUID only) {
        Tuple values = Tuple.tuple()
                .addOffsetDateTime(now())
                .addLong(config.lease().toMillis())
                .addInteger(config.atOnce())
                .addUUID(only);
        return connection
                .preparedQuery(CLAIM)
                .mapping(Delivery::of)
                .execute(values)
                .map(rows -> rows.stream().toList());
    }

    private static final String TRY = """
            with noticed as (
                insert into notifications (id, event, alert_ids, texts, at, kept_at)
                values ($1, $2, '{}', $3, $4, $4)
                returning id)
            insert into notification_deliveries (id, notification_id, channel_id, created_at, due_at)
            select id, id, $5, $4, $4
              from noticed
            """;

    /** Puts something to one channel alone and claims it, whether the channel is enabled or not. */
    Uni<Delivery> attempt(Notice notice, UUID channel) {
        Tuple values = Tuple.tuple()
                .addUUID(notice.id())
                .addString(notice.event())
                .addJsonObject(notice.texts())
                .addOffsetDateTime(utc(notice.at()))
                .addUUID(channel);
        return pool.withTransaction(connection -> connection
                .preparedQuery(TRY)
                .execute(values)
                .chain(() -> claim(connection, notice.id()))
                .map(claimed -> claimed.get(0)));
    }

    private OffsetDateTime now() {
        return utc(clock.instant());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
