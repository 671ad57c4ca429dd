package dev.sealwatch.detection;

import dev.sealwatch.logs.BatchReaderStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Once a minute, on the replica that leads: what has arrived goes through all detectors at once. */
@ApplicationScoped
class DetectionCycle {

    private final Leadership leadership;
    private final BatchReaderStore readers;
    private final DetectorStore store;
    private final Detectors detectors;
    private final CatchUp catchUp;

    DetectionCycle(
            Leadership leadership,
            BatchReaderStore readers,
            DetectorStore store,
            Detectors detectors,
            CatchUp catchUp) {
        this.leadership = leadership;
        this.readers = readers;
        this.store = store;
        this.detectors = detectors;
        this.catchUp = catchUp;
    }

    @Scheduled(every = "${sealwatch.detection.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> lead() {
        return leadership.isLeader() ? run() : Uni.createFrom().voidItem();
    }

    /** One cycle. It is safe, though wasted, to run it where another process does so too. */
    Uni<Void> run() {
        return store.changed()
                .map(detectors::all)
                .call(all ->
                        readers.register(all.stream().map(DetectorRun::reader).toList()))
                .chain(catchUp::all);
    }
}
