package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Alert.Status;
import dev.sealwatch.alerting.AlertStatisticsStore.Count;
import dev.sealwatch.detection.Severity;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** How alerts stand, the same on every replica: read from the database once a cycle, never while it is scraped. */
@ApplicationScoped
class AlertGauges {

    private final AlertStatisticsStore statistics;
    private final MeterRegistry registry;
    private final AtomicReference<List<Count>> counts = new AtomicReference<>(List.of());
    private final Set<String> rules = ConcurrentHashMap.newKeySet();

    AlertGauges(AlertStatisticsStore statistics, MeterRegistry registry) {
        this.statistics = statistics;
        this.registry = registry;
        for (Status status : Status.values()) {
            for (Severity severity : Severity.values()) {
                register(status, severity);
            }
        }
    }

    private void register(Status status, Severity severity) {
        Gauge.builder("siem.alerts", () -> alerts(status, severity))
                .description("Alerts of all time.")
                .tag("status", status.word())
                .tag("severity", severity.word())
                .register(registry);
    }

    private double alerts(Status status, Severity severity) {
        return counts.get().stream()
                .filter(count -> count.status() == status && count.severity() == severity)
                .mapToLong(Count::alerts)
                .sum();
    }

    private void register(String rule) {
        FunctionCounter.builder("siem.alerts.suppressed", this, gauges -> gauges.suppressed(rule))
                .description("What came after an alert was resolved and within its cooldown.")
                .tag("rule", rule)
                .register(registry);
    }

    private double suppressed(String rule) {
        return counts.get().stream()
                .filter(count -> count.rule().equals(rule))
                .mapToLong(Count::suppressed)
                .sum();
    }

    void start(@Observes StartupEvent start) {}

    @Scheduled(every = "${sealwatch.detection.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return statistics
                .counts()
                .invoke(counts::set)
                .invoke(all -> all.stream().map(Count::rule).filter(rules::add).forEach(this::register))
                .replaceWithVoid();
    }
}
