package dev.sealwatch.alerting;

import dev.sealwatch.alerting.AlertRules.Rule;
import dev.sealwatch.platform.Uuid7;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sends out what is to be told: at once, or held until it is told together with more. */
@ApplicationScoped
class Dispatch {

    private final HoldStore held;
    private final Outbox outbox;
    private final AlertingConfig config;
    private final AtomicInteger sequence = new AtomicInteger();

    Dispatch(HoldStore held, Outbox outbox, AlertingConfig config) {
        this.held = held;
        this.outbox = outbox;
        this.config = config;
    }

    Uni<Void> tell(SqlConnection connection, Law law, Occasion occasion, Verdict verdict) {
        List<String> channels = channels(verdict.rule(), occasion, law.now());
        if (verdict.decision().effect().told() == null || channels.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Alert alert = verdict.alert();
        return later(law, verdict.rule(), alert, channels)
                .map(hold -> held.add(connection, hold))
                .orElseGet(() -> outbox.put(
                        connection,
                        List.of(new Telling(
                                Uuid7.at(law.now(), sequence.getAndIncrement()),
                                verdict.decision().effect().told(),
                                List.of(alert),
                                null,
                                channels,
                                law.now()))));
    }

    /** What was sent late, as in a bulk import, wakes nobody. */
    private List<String> channels(Rule rule, Occasion occasion, Instant now) {
        if (rule == null || rule.channels().isEmpty()) {
            return List.of();
        }
        boolean late = occasion.anomalyId() != null && occasion.since().isBefore(now.minus(config.lateAfter()));
        return late ? List.of(Telling.IN_APP) : rule.channels();
    }

    private static Optional<Held> later(Law law, Rule rule, Alert alert, List<String> channels) {
        Optional<Held> forDigest = rule.digestSeconds() == 0
                ? Optional.empty()
                : Optional.of(Held.forDigest(alert, rule, channels, law.now()));
        return law.window(rule)
                .map(window -> Held.back(alert, window, channels, law.now()))
                .or(() -> forDigest);
    }

    /** Tells what was held until now. */
    Uni<Void> tellDue(SqlConnection connection, Instant now) {
        return held.take(connection, now)
                .map(Digest::of)
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(digest -> telling(connection, digest, now))
                .collect()
                .asList()
                .flatMap(tellings ->
                        tellings.isEmpty() ? Uni.createFrom().voidItem() : outbox.put(connection, tellings));
    }

    private Uni<Telling> telling(SqlConnection connection, Digest digest, Instant now) {
        List<Long> named = digest.named(config.named());
        return held.alerts(connection, named)
                .map(alerts -> alerts.stream().collect(Collectors.toMap(Alert::id, Function.identity())))
                .map(alerts -> digest(digest, inOrder(named, alerts), now));
    }

    private static List<Alert> inOrder(List<Long> named, Map<Long, Alert> alerts) {
        return named.stream().map(alerts::get).toList();
    }

    private Telling digest(Digest digest, List<Alert> alerts, Instant now) {
        return new Telling(
                Uuid7.at(now, sequence.getAndIncrement()),
                Telling.Event.DIGEST,
                alerts,
                digest.summary(now),
                List.of(digest.group().channel()),
                now);
    }
}
