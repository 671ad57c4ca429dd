package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Alert.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/** What happens to alerts on this replica. */
@ApplicationScoped
class AlertMetrics {

    private static final Duration[] STEPS = {
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(4),
        Duration.ofDays(1)
    };

    private static final double NANOS = 1e9;

    private final Timer acknowledged;
    private final Timer resolved;
    private final Counter failures;

    AlertMetrics(MeterRegistry registry) {
        acknowledged = timer(registry, "acknowledge", "From raising to acknowledging an alert.");
        resolved = timer(registry, "resolve", "From raising to resolving an alert.");
        failures = Counter.builder("siem.alert.judging.failures")
                .description("Transactions that judge or tell and failed; the next cycle does them again.")
                .register(registry);
    }

    private static Timer timer(MeterRegistry registry, String step, String description) {
        return Timer.builder("siem.alert.time.to." + step)
                .description(description)
                .serviceLevelObjectives(STEPS)
                .register(registry);
    }

    /** Series are there from the beginning, at zero. */
    void start(@Observes StartupEvent start) {}

    void failed() {
        failures.increment();
    }

    /** The latest step of an alert. */
    void took(Alert alert) {
        Duration took = Duration.between(
                alert.createdAt(), alert.status() == Status.RESOLVED ? alert.resolvedAt() : alert.acknowledgedAt());
        took(alert.status(), List.of(took.toNanos() / NANOS));
    }

    /** @param seconds since each was raised; a clock that is off makes no less than nothing of it */
    void took(Status to, List<Double> seconds) {
        Timer timer = to == Status.RESOLVED ? resolved : acknowledged;
        seconds.forEach(one -> timer.record(Duration.ofNanos((long) (Math.max(0, one) * NANOS))));
    }
}
