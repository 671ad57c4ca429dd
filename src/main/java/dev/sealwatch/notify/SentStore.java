package dev.sealwatch.notify;

import dev.sealwatch.alerting.Outbox.Sent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who was told of an alert. */
@ApplicationScoped
class SentStore {

    private final Pool pool;

    SentStore(Pool pool) {
        this.pool = pool;
    }

    private static final String SENT = """
            select 'in_app' as channel, event, 'delivered' as state, at, 1 as attempts, at as delivered_at
              from notifications
             where alert_ids @> array[$1::bigint]
               and position is not null
            union all
            select delivery.channel_id::text, event, state, at, attempts,
                   case when state = 'delivered' then finished_at end
              from notifications as notification
                   join notification_deliveries as delivery
                     on delivery.notification_id = notification.id
             where alert_ids @> array[$1::bigint]
             order by at desc, channel
             limit 1000
            """;

    /** The latest first. */
    Uni<List<Sent>> of(long alertId) {
        return pool.preparedQuery(SENT)
                .mapping(row -> new Sent(
                        row.getString("channel"),
                        row.getString("event"),
                        row.getString("state"),
                        row.getOffsetDateTime("at").toInstant(),
                        row.getInteger("attempts"),
                        row.getOffsetDateTime("delivered_at") == null
                                ? null
                                : row.getOffsetDateTime("delivered_at").toInstant()))
                .execute(Tuple.of(alertId))
                .map(rows -> rows.stream().toList());
    }

    private static final String NAMES = """
            select id::text as id, name
              from notification_channels
             order by name, id
            """;

    /** Of the channels, by id. */
    Uni<Map<String, String>> names() {
        return pool.preparedQuery(NAMES).execute().map(rows -> {
            Map<String, String> names = new LinkedHashMap<>();
            rows.forEach(row -> names.put(row.getString("id"), row.getString("name")));
            return names;
        });
    }
}
