package dev.sealwatch.detection;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Brings all detectors up to date at once; one that fails, or has much to read, does not hold the others back. */
@ApplicationScoped
class CatchUp {

    private static final Logger LOG = Logger.getLogger(CatchUp.class);

    /** The part of a cycle after which what follows the detectors no longer waits for those that are still busy. */
    private static final int WAITED_FOR = 4;

    private final DetectorRun runs;
    private final DetectorStore states;
    private final Aftermath aftermath;
    private final Duration every;
    private final Chunks chunks;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    CatchUp(DetectorRun runs, DetectorStore states, Aftermath aftermath, DetectionConfig config) {
        this.runs = runs;
        this.states = states;
        this.aftermath = aftermath;
        this.every = config.every();
        this.chunks = new Chunks(config.chunk());
    }

    /** Within the time that a cycle has. */
    Uni<Void> all(List<Detector> detectors) {
        return all(detectors, every);
    }

    /** @param cycle its length: a backlog is left to the next one in time; what is still busy then is left alone */
    Uni<Void> all(List<Detector> detectors, Duration cycle) {
        return Multi.createFrom()
                .iterable(detectors)
                .select()
                .where(detector -> busy.add(detector.type()))
                .onItem()
                .transformToUni(detector -> turn(detector, cycle))
                .merge(detectors.size())
                .collect()
                .last()
                .chain(aftermath::come);
    }

    private Uni<Void> turn(Detector detector, Duration cycle) {
        Duration patience = cycle.dividedBy(WAITED_FOR);
        return untilRead(detector, cycle.minus(patience))
                .onTermination()
                .invoke(() -> busy.remove(detector.type()))
                // What nobody waits for any more goes on all the same.
                .memoize()
                .indefinitely()
                .ifNoItem()
                .after(patience)
                .recoverWithUni(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> untilRead(Detector detector, Duration atMost) {
        long start = System.nanoTime();
        return Multi.createBy()
                .repeating()
                .uni(() -> runs.run(detector, chunks.of(detector)).invoke(ran -> chunks.succeeded(detector, ran)))
                .whilst(ran -> ran.more() && System.nanoTime() - start < atMost.toNanos())
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(cause -> failed(detector, cause));
    }

    private Uni<Void> failed(Detector detector, Throwable cause) {
        LOG.errorf(cause, "A detector failed and will catch up. detector=%s", detector.type());
        chunks.failed(detector);
        return states.failed(detector, cause.getClass().getSimpleName())
                .onFailure()
                .recoverWithNull();
    }
}
