package dev.sealwatch.detection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How detection stands, the same on every replica: read from the database once a cycle, never while it is scraped. */
@ApplicationScoped
class DetectionGauges {

    private record Standing(Map<String, DetectorHealth> detectors, ThreatScore score) {}

    private final HealthStore health;
    private final ScoreStore scores;
    private final AtomicReference<Standing> standing =
            new AtomicReference<>(new Standing(Map.of(), new ThreatScore(0, 0, 0, 0)));

    DetectionGauges(HealthStore health, ScoreStore scores, MeterRegistry registry, Detectors detectors) {
        this.health = health;
        this.scores = scores;
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
                .description("Age of the oldest batch that a detector has not read; 0 where all is read.")
                .tag("type", type)
                .register(registry);
    }

    private double lastSuccess(String type) {
        DetectorHealth detector = standing.get().detectors.get(type);
        return detector == null || detector.lastSuccessAt() == null
                ? 0
                : detector.lastSuccessAt().getEpochSecond();
    }

    private double lag(String type) {
        DetectorHealth detector = standing.get().detectors.get(type);
        return detector == null ? 0 : detector.lagSeconds();
    }

    void start(@Observes StartupEvent start) {}

    @Scheduled(every = "${sealwatch.detection.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return health.all()
                .map(all -> all.stream().collect(Collectors.toMap(DetectorHealth::type, Function.identity())))
                .flatMap(byType -> scores.now().invoke(score -> standing.set(new Standing(byType, score))))
                .replaceWithVoid();
    }
}
