package dev.sealwatch.notify;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;

/** Says what becomes of a delivery after an attempt, and writes it down. */
@ApplicationScoped
class FateStore {

    private final Pool pool;
    private final NotifyConfig config;
    private final Clock clock;

    FateStore(Pool pool, NotifyConfig config, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    Fate fate(Delivery delivery, Receipt receipt) {
        double chance = ThreadLocalRandom.current().nextDouble();
        Duration pause = Backoff.of(config).after(delivery.attempt(), receipt.retryAfter(), chance);
        return Fate.of(delivery, receipt, clock.instant(), pause, config.giveUpAfter());
    }

    private static final String FINISH = """
            with told as (
                update notification_attempts
                   set outcome = $3, status = $4, error = $5
                 where delivery_id = $1
                   and attempt = $2)
            update notification_deliveries
               set state = $6::text,
                   due_at = coalesce($7, due_at),
                   leased_until = null,
                   finished_at = case when $6 <> 'pending' then $8::timestamptz end
             where id = $1
               and state = 'pending'
               and (attempts = $2 or $6 = 'delivered')
            """;

    /** What came of an attempt; one whose lease had ended says it too, but decides only that it arrived. */
    Uni<Void> finish(Delivery delivery, Receipt receipt, Fate fate) {
        Tuple values = Tuple.tuple()
                .addUUID(delivery.id())
                .addInteger(delivery.attempt())
                .addString(fate.outcome())
                .addInteger(receipt.status())
                .addString(receipt.error())
                .addString(fate.state())
                .addOffsetDateTime(utc(fate.dueAt()))
                .addOffsetDateTime(utc(clock.instant()));
        return pool.preparedQuery(FINISH).execute(values).replaceWithVoid();
    }

    private static OffsetDateTime utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
