package dev.sealwatch.detection;

import dev.sealwatch.intel.SettlementStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What follows when the detectors are up to date: indicators are settled, episodes that are over end, the score is kept. */
@ApplicationScoped
class Aftermath {

    private static final Logger LOG = Logger.getLogger(Aftermath.class);

    private final SettlementStore indicators;
    private final LifeStore lives;
    private final ScoreStore scores;

    Aftermath(SettlementStore indicators, LifeStore lives, ScoreStore scores) {
        this.indicators = indicators;
        this.lives = lives;
        this.scores = scores;
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
                .chain(scores::keep);
    }
}
