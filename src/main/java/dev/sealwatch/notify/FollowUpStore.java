package dev.sealwatch.notify;

import dev.sealwatch.alerting.Alert;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/** Keeps what people did about alerts for receivers that have an incident of each: those of PagerDuty. */
@ApplicationScoped
class FollowUpStore {

    private final Clock clock;

    FollowUpStore(Clock clock) {
        this.clock = clock;
    }

    private static final String KEEP = """
              with told as (
                   select alert.id as alert_id, notification.id as notification_id, delivery.channel_id, delivery.id,
                          delivery.state
                     from unnest($1::bigint[]) as alert (id)
                          join notifications as notification
                            on notification.alert_ids @> array[alert.id]
                           and notification.event <> 'digest'
                          join notification_deliveries as delivery
                            on delivery.notification_id = notification.id
                          join notification_channels as channel
                            on channel.id = delivery.channel_id
                           and channel.preset = 'pagerduty'
                           and channel.enabled),
                   followed as (
                   select alert_id, channel_id, gen_random_uuid() as id, max(notification_id::text)::uuid as latest,
                          array_agg(id) filter (where state = 'pending') as behind
                     from told
                    group by alert_id, channel_id),
                   noticed as (
                   insert into notifications (id, event, alert_ids, texts, at, kept_at)
                   select followed.id, $2, array[alert_id], texts, $3, $3
                     from followed
                          join notifications as notification
                            on notification.id = followed.latest)
            insert into notification_deliveries (id, notification_id, channel_id, created_at, due_at, behind)
            select id, id, channel_id, $3, $3, behind
              from followed
            """;

    /** In the transaction of the step, behind whatever still waits. @return whether there is anything */
    Uni<Boolean> keep(SqlConnection connection, List<Long> alertIds, Alert.Status to) {
        Tuple values = Tuple.of(
                alertIds.toArray(Long[]::new), to.word(), clock.instant().atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(KEEP).execute(values).map(kept -> kept.rowCount() > 0);
    }
}
