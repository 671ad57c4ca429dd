package dev.sealwatch.notify;

import dev.sealwatch.notify.LedgerStore.Waiting;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What this replica sent, and what waits for any of them. */
@ApplicationScoped
class NotifyMetrics {

    private final Map<String, Counter> attempts;
    private final AtomicReference<Waiting> waiting = new AtomicReference<>(new Waiting(0, null));
    private final Clock clock;

    NotifyMetrics(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        this.attempts = Stream.of(Channel.Type.values())
                .flatMap(type -> Stream.of(Fate.DELIVERED, Fate.FAILED, Fate.GIVEN_UP)
                        .map(outcome -> List.of(type.word(), outcome)))
                .collect(Collectors.toMap(
                        tags -> String.join(" ", tags), tags -> counter(registry, tags.get(0), tags.get(1))));
        Gauge.builder("siem.notifications.pending", () -> waiting.get().deliveries())
                .description("Deliveries in the outbox, of all replicas.")
                .register(registry);
        Gauge.builder("siem.notifications.pending.age.seconds", this::age)
                .description("How long the oldest of them has been waiting.")
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String type, String outcome) {
        return Counter.builder("siem.notifications")
                .description("Attempts to deliver, by what came of them.")
                .tag("channel", type)
                .tag("outcome", outcome)
                .register(registry);
    }

    private double age() {
        Waiting known = waiting.get();
        return known.oldest() == null
                ? 0
                : Math.max(0, Duration.between(known.oldest(), clock.instant()).toSeconds());
    }

    /** So that all are there from the beginning. */
    void start(@Observes StartupEvent start) {}

    void tried(Channel.Type type, String outcome) {
        attempts.get(type.word() + " " + outcome).increment();
    }

    void waiting(Waiting now) {
        waiting.set(now);
    }
}
