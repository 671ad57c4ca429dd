package dev.sealwatch.detection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** How detection stands, the same on every replica: read from the database once a cycle, never while it is scraped. */
@ApplicationScoped
class DetectionGauges {

    private record Standing(Map<String, Instant> lastSuccess, ThreatScore score) {}

    private final HealthStore health;
    private final ScoreStore scores;
    private final Clock clock;
    private final AtomicReference<Standing> standing =
            new AtomicReference<>(new Standing(Map.of(), new ThreatScore(0, 0, 0, 0)));

    DetectionGauges(HealthStore health, ScoreStore scores, Clock clock, MeterRegistry registry, Detectors detectors) {
        this.health = health;
        this.scores = scores;
        this.clock = clock;
        detectors.types().forEach(type -> register(type, registry));
        for (Severity severity : Severity.values()) {
            Gauge.builder(
                            "siem.detection.open.anomalies",
                            () -> standing.get().score.open(severity))
                    .description("Anomalies that nobody resolved.")
                    .tag("severity", severity.word())
                    .register(registry);
        }
        Gauge.builder("siem.detection.threat.score", () -> standing.get().score.score())
                .description("0 to 100, from the open anomalies.")
                .register(registry);
    }

    private void register(String type, MeterRegistry registry) {
        Gauge.builder("siem.detection.last.success.timestamp.seconds", () -> lastSuccess(type))
                .description("When a detector last succeeded on any replica, seconds since 1970; 0 for never.")
                .tag("type", type)
                .register(registry);
        Gauge.builder("siem.detection.lag.seconds", () -> lag(type))
                .description("Since a detector last succeeded on any replica; 0 where it never ran.")
                .tag("type", type)
                .register(registry);
    }

    private double lastSuccess(String type) {
        Instant success = standing.get().lastSuccess.get(type);
        return success == null ? 0 : success.getEpochSecond();
    }

    private double lag(String type) {
        Instant success = standing.get().lastSuccess.get(type);
        return success == null
                ? 0
                : Math.max(0, Duration.between(success, clock.instant()).toSeconds());
    }

    void start(@Observes StartupEvent start) {}

    @Scheduled(every = "${sealwatch.detection.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return health.all()
                .map(all -> all.stream()
                        .filter(detector -> detector.lastSuccessAt() != null)
                        .collect(Collectors.toMap(DetectorHealth::type, DetectorHealth::lastSuccessAt)))
                .flatMap(successes -> scores.now().invoke(score -> standing.set(new Standing(successes, score))))
                .replaceWithVoid();
    }
}
