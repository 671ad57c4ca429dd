package dev.sealwatch.detection;

import dev.sealwatch.pages.Frame;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers how detection fares. */
@ApplicationScoped
class DetectorReport {

    /** A detector as the page shows it. @param configured the rule that holds where nobody set another */
    record Line(DetectorHealth health, String title, Rule configured) {

        public long configuredSeconds() {
            return configured.window().toSeconds();
        }

        public boolean isChanged() {
            return health.threshold() != configured.threshold() || health.windowSeconds() != configuredSeconds();
        }
    }

    /** @param lastCycle null before the first. @param failing stages of a cycle whose last turn failed */
    record Shown(List<Line> detectors, Instant lastCycle, List<String> failing, ScoreChart chart) {}

    private final HealthStore health;
    private final ScoreStore scores;
    private final StageStore stages;
    private final Detectors detectors;
    private final AnomalyTexts texts;

    DetectorReport(HealthStore health, ScoreStore scores, StageStore stages, Detectors detectors, AnomalyTexts texts) {
        this.health = health;
        this.scores = scores;
        this.stages = stages;
        this.detectors = detectors;
        this.texts = texts;
    }

    Uni<Shown> of(Frame frame) {
        return Uni.combine()
                .all()
                .unis(health.all(), scores.lastCycle(), stages.failing(), scores.history(ScoreChart.BACK))
                .with((all, last, failing, history) ->
                        new Shown(lines(all, frame), last, failing, ScoreChart.of(history, frame.now())));
    }

    private List<Line> lines(List<DetectorHealth> all, Frame frame) {
        Map<String, Detector> configured =
                detectors.all().stream().collect(Collectors.toMap(Detector::type, Function.identity()));
        return all.stream()
                .map(one -> new Line(
                        one,
                        texts.title(one.type(), frame.viewer().locale()),
                        configured.get(one.type()).rule()))
                .toList();
    }
}
