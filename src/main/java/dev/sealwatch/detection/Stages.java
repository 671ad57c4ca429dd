package dev.sealwatch.detection;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What follows the detectors: each stage has its turn whatever became of the others, and a failure is seen. */
@ApplicationScoped
class Stages {

    private static final Logger LOG = Logger.getLogger(Stages.class);

    /** In the order of the cycle. */
    enum Stage {
        /** Sightings become indicators. */
        INDICATORS,
        /** Episodes that are over end. */
        ENDINGS,
        SCORE,
        /** Later rooms, alerting first. */
        FOLLOWERS
    }

    private final StageStore store;
    private final DetectionMetrics metrics;

    Stages(StageStore store, DetectionMetrics metrics) {
        this.store = store;
        this.metrics = metrics;
    }

    /** Never fails: the next cycle does what was left undone. */
    Uni<Void> run(Stage stage, Supplier<Uni<Void>> work) {
        return Uni.createFrom()
                .deferred(work::get)
                .chain(() -> store.succeeded(stage))
                .onFailure()
                .recoverWithUni(cause -> failed(stage, cause));
    }

    private Uni<Void> failed(Stage stage, Throwable cause) {
        LOG.errorf(cause, "A stage after the detectors failed; the next cycle does it. stage=%s", stage);
        metrics.failed(stage);
        return store.failed(stage, cause.getClass().getSimpleName()).onFailure().recoverWithNull();
    }
}
