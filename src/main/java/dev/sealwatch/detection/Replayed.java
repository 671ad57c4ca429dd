package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Behind;
import dev.sealwatch.detection.Anomaly.Key;
import dev.sealwatch.detection.Anomaly.RuleThen;
import dev.sealwatch.detection.Anomaly.Status;
import dev.sealwatch.detection.Proof.Proven;
import java.time.Instant;

/** An anomaly that a replay found and nobody stored. */
record Replayed(Detector detector, Proven proven) {

    Anomaly anomaly() {
        Episode episode = proven.finding().episode();
        Instant first = time(episode.firstSeen());
        Instant last = time(episode.lastSeen());
        String query = EntryQuestion.of(Key.of(proven.key()), detector, first, last);
        return anomaly(episode, proven.evidence().behind(AnomalyRows.LISTED, query));
    }

    private Anomaly anomaly(Episode episode, Behind behind) {
        return new Anomaly(
                null,
                detector.type(),
                episode.severity(),
                Status.OPEN,
                detector.confidence(episode.severity()),
                Key.of(proven.key()),
                proven.userId(),
                proven.ipAddress(),
                episode.count(),
                time(episode.firstSeen()),
                time(episode.crossing().time()),
                time(episode.lastSeen()),
                null,
                Boolean.TRUE.equals(proven.late()),
                episode.followed(),
                time(episode.lastSeen()).plus(detector.rule().gap()),
                behind,
                rule(episode),
                detector.attack(),
                null,
                null,
                null,
                null,
                null);
    }

    private RuleThen rule(Episode episode) {
        Episode.Worst worst = episode.worst();
        return new RuleThen(worst.rule().threshold(), worst.rule().window().toSeconds(), worst.observed());
    }

    private static Instant time(long micros) {
        return Micros.time(micros).toInstant();
    }
}
