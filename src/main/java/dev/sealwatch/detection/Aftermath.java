package dev.sealwatch.detection;

import dev.sealwatch.detection.Stages.Stage;
import dev.sealwatch.intel.SettlementStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

/**
 * What follows the detectors: indicators are settled, episodes that are over end, the score is kept, and later rooms have
 * their turn.
 */
@ApplicationScoped
class Aftermath {

    private final Stages stages;
    private final SettlementStore indicators;
    private final EndingStore endings;
    private final ScoreStore scores;
    private final Instance<Anomalies.Follower> followers;

    Aftermath(
            Stages stages,
            SettlementStore indicators,
            EndingStore endings,
            ScoreStore scores,
            Instance<Anomalies.Follower> followers) {
        this.stages = stages;
        this.indicators = indicators;
        this.endings = endings;
        this.scores = scores;
        this.followers = followers;
    }

    Uni<Void> come() {
        return stages.run(Stage.INDICATORS, indicators::settle)
                .chain(() -> stages.run(Stage.ENDINGS, endings::pass))
                .chain(() -> stages.run(Stage.SCORE, scores::keep))
                .chain(() -> stages.run(Stage.FOLLOWERS, this::follow));
    }

    private Uni<Void> follow() {
        return Multi.createFrom()
                .iterable(followers)
                .onItem()
                .transformToUniAndConcatenate(Anomalies.Follower::follow)
                .collect()
                .last();
    }
}
