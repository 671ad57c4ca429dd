package dev.sealwatch.alerting;

import dev.sealwatch.platform.Uuid7;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
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

    Uni<Void> tell(SqlConnection connection, Law law, List<Verdict> verdicts) {
        List<Telling> now = new ArrayList<>();
        List<Held> later = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            List<String> channels = channels(verdict, law.now());
            if (!channels.isEmpty()) {
                later(law, verdict, channels)
                        .ifPresentOrElse(later::add, () -> now.add(telling(verdict, channels, law.now())));
            }
        }
        return held.add(connection, later).chain(() -> outbox.put(connection, now));
    }

    /** Those that are told of it, if any. What was sent late, as in a bulk import, or is staged wakes nobody. */
    private List<String> channels(Verdict verdict, Instant now) {
        Occasion occasion = verdict.occasion();
        if (verdict.decision().effect().told() == null
                || verdict.rule().channels().isEmpty()) {
            return List.of();
        }
        boolean late = occasion.anomalyId() != null && occasion.since().isBefore(now.minus(config.lateAfter()));
        return late || occasion.staged()
                ? List.of(Telling.IN_APP)
                : verdict.rule().channels();
    }

    private static Optional<Held> later(Law law, Verdict verdict, List<String> channels) {
        Optional<Held> forDigest = verdict.rule().digestSeconds() == 0
                ? Optional.empty()
                : Optional.of(Held.forDigest(verdict.alert(), verdict.rule(), channels, law.now()));
        return law.window(verdict.rule())
                .map(window -> Held.back(verdict.alert(), window, channels, law.now()))
                .or(() -> forDigest);
    }

    private Telling telling(Verdict verdict, List<String> channels, Instant now) {
        return new Telling(
                Uuid7.at(now, sequence.getAndIncrement()),
                verdict.decision().effect().told(),
                List.of(verdict.alert()),
                null,
                channels,
                now);
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
                .flatMap(tellings -> outbox.put(connection, tellings));
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
