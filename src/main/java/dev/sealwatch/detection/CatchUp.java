package dev.sealwatch.detection;

import dev.sealwatch.detection.DetectorRun.Ran;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Brings all detectors up to date at once; one that fails does not hold the others back. */
@ApplicationScoped
class CatchUp {

    private static final Logger LOG = Logger.getLogger(CatchUp.class);

    private final DetectorRun runs;
    private final DetectorStore states;
    private final Aftermath aftermath;
    private final DetectionConfig config;

    CatchUp(DetectorRun runs, DetectorStore states, Aftermath aftermath, DetectionConfig config) {
        this.runs = runs;
        this.states = states;
        this.aftermath = aftermath;
        this.config = config;
    }

    Uni<Void> all(List<Detector> detectors) {
        return Multi.createFrom()
                .iterable(detectors)
                .onItem()
                .transformToUni(this::one)
                .merge(detectors.size())
                .collect()
                .last()
                .chain(aftermath::come);
    }

    private Uni<Void> one(Detector detector) {
        return Multi.createBy()
                .repeating()
                .uni(() -> runs.run(detector, config.chunk()))
                .whilst(Ran::more)
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(cause -> failed(detector, cause));
    }

    private Uni<Void> failed(Detector detector, Throwable cause) {
        LOG.errorf(cause, "A detector failed and will catch up. detector=%s", detector.type());
        return states.failed(detector, cause.getClass().getSimpleName())
                .onFailure()
                .recoverWithNull();
    }
}
