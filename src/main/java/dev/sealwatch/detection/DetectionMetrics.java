package dev.sealwatch.detection;

import dev.sealwatch.detection.DetectorRun.Ran;
import dev.sealwatch.detection.Stages.Stage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What the cycle does on this replica. */
@ApplicationScoped
class DetectionMetrics {

    private static final Duration[] STEPS = {
        Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(10)
    };

    private final Timer cycle;
    private final Map<String, Timer> durations = new HashMap<>();
    private final Map<String, Counter> failures = new HashMap<>();
    private final Map<String, Counter> skipped = new HashMap<>();
    private final Map<String, Counter> surroundings = new HashMap<>();
    private final Map<Stage, Counter> stages = new EnumMap<>(Stage.class);

    DetectionMetrics(MeterRegistry registry, Detectors detectors) {
        cycle = Timer.builder("siem.detection.cycle.duration")
                .description("All detectors and what follows them, on the replica that leads.")
                .serviceLevelObjectives(STEPS)
                .register(registry);
        for (String type : detectors.types()) {
            durations.put(
                    type,
                    Timer.builder("siem.detection.detector.duration")
                            .description("One transaction of one detector.")
                            .tag("type", type)
                            .serviceLevelObjectives(STEPS)
                            .register(registry));
            failures.put(type, counter(registry, "failures", "Runs that failed; the next one catches up.", type));
            surroundings.put(
                    type, counter(registry, "surroundings.entries", "Entries read around what was new.", type));
            skipped.put(type, counter(registry, "skipped.entries", "Entries without the key that it needs.", type));
        }
        for (Stage stage : Stage.values()) {
            stages.put(
                    stage,
                    Counter.builder("siem.detection.stage.failures")
                            .description("Turns of what follows the detectors that failed; the next cycle does it.")
                            .tag("stage", StageStore.word(stage))
                            .register(registry));
        }
    }

    private static Counter counter(MeterRegistry registry, String name, String description, String type) {
        return Counter.builder("siem.detection." + name)
                .description(description)
                .tag("type", type)
                .register(registry);
    }

    /** Series are there from the beginning, at zero. */
    void start(@Observes StartupEvent start) {}

    void cycled(Duration took) {
        cycle.record(took);
    }

    void ran(Detector detector, Ran ran) {
        durations.get(detector.type()).record(ran.took());
        skipped.get(detector.type()).increment(ran.skipped());
    }

    void looked(Detector detector, long entries) {
        surroundings.get(detector.type()).increment(entries);
    }

    void failed(Stage stage) {
        stages.get(stage).increment();
    }

    void failed(Detector detector) {
        failures.get(detector.type()).increment();
    }
}
