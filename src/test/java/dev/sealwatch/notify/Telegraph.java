package dev.sealwatch.notify;

import dev.sealwatch.alerting.Alert;
import dev.sealwatch.alerting.Telling;
import dev.sealwatch.detection.Severity;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Given alerts: what is told of them. */
@Singleton
public class Telegraph {

    private static final AtomicLong IDS = new AtomicLong(1_000_000);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pool pool;
    private final OutboxStore outbox;
    private final Dispatch dispatch;
    private final Wakeups wakeups;
    private final Clock clock;

    Telegraph(Pool pool, OutboxStore outbox, Dispatch dispatch, Wakeups wakeups, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.dispatch = dispatch;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /** Nobody is told anything, nobody is there, and nothing is sent but what a test sends. */
    void reset() {
        wakeups.unlisten().await().atMost(PATIENCE);
        pool.query("update alert_rules set channels = '{in_app}'")
                .execute()
                .await()
                .atMost(PATIENCE);
        pool.query("truncate notification_channels, notifications, notification_reads cascade")
                .execute()
                .await()
                .atMost(PATIENCE);
    }

    /** A brute force of somebody, just raised. */
    Telling raised(String who, Object... channels) {
        return telling(Telling.Event.RAISED, List.of(alert(who)), null, channels);
    }

    Telling digest(List<String> names, Object... channels) {
        Instant now = now();
        Telling.Summary summary = new Telling.Summary(
                now.minusSeconds(3_600),
                now,
                "Upgrade of the <core>",
                names.size() + 2L,
                Map.of("RULE-BRUTE-FORCE", names.size() + 2L),
                Map.of("critical", names.size() + 2L));
        return telling(Telling.Event.DIGEST, names.stream().map(this::alert).toList(), summary, channels);
    }

    private Telling telling(Telling.Event event, List<Alert> alerts, Telling.Summary summary, Object... channels) {
        List<String> names = List.of(channels).stream().map(Object::toString).toList();
        return new Telling(UUID.randomUUID(), event, alerts, summary, names, now());
    }

    private Alert alert(String who) {
        Instant now = now();
        Alert.Facts facts = new Alert.Facts("brute_force_attack", who, 12, 10, 600L, false);
        return new Alert(
                IDS.incrementAndGet(),
                "RULE-BRUTE-FORCE",
                "ip:" + who,
                Severity.CRITICAL,
                Alert.Status.ACTIVE,
                facts,
                7L,
                null,
                who,
                now,
                now,
                now,
                Severity.HIGH,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    void put(Telling... tellings) {
        pool.withTransaction(connection -> outbox.put(connection, List.of(tellings)))
                .await()
                .atMost(PATIENCE);
    }

    /** Sends what is due. */
    void send() {
        dispatch.run().await().atMost(PATIENCE);
    }

    List<Row> ask(String sql, Object... values) {
        return pool.preparedQuery(sql).execute(Tuple.from(List.of(values))).await().atMost(PATIENCE).stream()
                .toList();
    }
}
