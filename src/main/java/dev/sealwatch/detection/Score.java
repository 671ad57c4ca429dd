package dev.sealwatch.detection;

import dev.sealwatch.detection.Situation.Contribution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The threat score and what it is made of.
 *
 * @param level LOW, MEDIUM, HIGH or CRITICAL
 * @param contributions the worst first; their points add up to the score
 * @param unlisted open anomalies beyond those listed: the score is full without them
 * @param open how many anomalies are open, by severity
 */
record Score(int score, String level, List<Contribution> contributions, long unlisted, Map<String, Long> open) {

    private static final int MOST = 100;

    /** An open anomaly. */
    record Open(long id, String type, Severity severity, String userId, String ipAddress) {}

    /** The score at some time. */
    record Point(Instant at, int score) {}

    static Score of(ThreatScore score, List<Open> anomalies) {
        List<Contribution> contributions = new ArrayList<>();
        int left = MOST;
        for (Open open : anomalies) {
            int weight = open.severity().weight();
            int points = Math.min(weight, left);
            left -= points;
            contributions.add(new Contribution(
                    open.id(), open.type(), open.severity(), open.userId(), open.ipAddress(), weight, points));
        }
        Map<String, Long> counts = Map.of(
                "critical", score.critical(), "high", score.high(), "medium", score.medium(), "low", score.low());
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        return new Score(score.score(), score.level().name(), contributions, all - contributions.size(), counts);
    }
}
