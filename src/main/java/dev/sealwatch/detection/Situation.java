package dev.sealwatch.detection;

import dev.sealwatch.detection.Score.Point;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How things stand, for the front page. */
@ApplicationScoped
public class Situation {

    private static final Duration HISTORY = Duration.ofDays(1);

    /**
     * How bad things are.
     *
     * @param contributions the worst first; their points add up to the score
     * @param unlisted open anomalies beyond these, which add nothing any more
     * @param history the highest of each quarter of an hour of the last day
     */
    public record Threat(
            int score, String level, List<Contribution> contributions, long unlisted, List<Point> history) {}

    /**
     * What an open anomaly adds.
     *
     * @param weight of its severity
     * @param points of the score: less than the weight, or none, where worse ones have filled it up to 100
     */
    public record Contribution(
            long anomalyId, String type, Severity severity, String userId, String ipAddress, int weight, int points) {}

    /** @param lagSeconds of the detector that is furthest behind */
    public record Running(Instant lastCycle, long lagSeconds, List<DetectorHealth> detectors) {}

    /** @param anomalies that are open, by severity */
    public record Now(Threat threat, Map<String, Long> anomalies, Running running, Instant at) {}

    private final ScoreStore scores;
    private final HealthStore health;
    private final Clock clock;

    Situation(ScoreStore scores, HealthStore health, Clock clock) {
        this.scores = scores;
        this.health = health;
        this.clock = clock;
    }

    /** As it is now. */
    public Uni<Now> now() {
        return Uni.combine()
                .all()
                .unis(scores.contributions(), scores.history(HISTORY), scores.lastCycle(), health.all())
                .with(this::now);
    }

    private Now now(Score score, List<Point> history, Instant lastCycle, List<DetectorHealth> detectors) {
        Threat threat = new Threat(score.score(), score.level(), score.contributions(), score.unlisted(), history);
        long lag =
                detectors.stream().mapToLong(DetectorHealth::lagSeconds).max().orElse(0);
        return new Now(threat, score.open(), new Running(lastCycle, lag, detectors), clock.instant());
    }
}
