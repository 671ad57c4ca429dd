package dev.sealwatch.detection;

import dev.sealwatch.intel.SettlementStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import org.jboss.logging.Logger;

/**
 * What follows when the detectors are up to date: indicators are settled, episodes that are over end, the score is kept,
 * and later rooms have their turn, whatever became of that.
 */
@ApplicationScoped
class Aftermath {

    private static final Logger LOG = Logger.getLogger(Aftermath.class);

    private final SettlementStore indicators;
    private final LifeStore lives;
    private final ScoreStore scores;
    private final Instance<Anomalies.Follower> followers;

    Aftermath(SettlementStore indicators, LifeStore lives, ScoreStore scores, Instance<Anomalies.Follower> followers) {
        this.indicators = indicators;
        this.lives = lives;
        this.scores = scores;
        this.followers = followers;
    }

    Uni<Void> come() {
        return indicators
                .settle()
                .onFailure()
                .invoke(cause -> LOG.error("Indicators were not settled; the next cycle does it.", cause))
                .onFailure()
                .recoverWithNull()
                .chain(lives::pass)
                .chain(scores::now)
                .chain(scores::keep)
                .eventually(this::follow);
    }

    private Uni<Void> follow() {
        return Multi.createFrom()
                .iterable(followers)
                .onItem()
                .transformToUniAndConcatenate(Anomalies.Follower::follow)
                .collect()
                .last()
                .onFailure()
                .invoke(cause -> LOG.error("A stage after the detectors failed; the next cycle catches up.", cause))
                .onFailure()
                .recoverWithNull();
    }
}
