package dev.sealwatch.detection;

import dev.sealwatch.logs.BatchReaderStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Once a minute, on the replica that leads: what has arrived goes through all detectors at once. */
@ApplicationScoped
class DetectionCycle {

    private final Leadership leadership;
    private final BatchReaderStore readers;
    private final DetectorSettings settings;
    private final CatchUp catchUp;
    private final DetectionMetrics metrics;

    DetectionCycle(
            Leadership leadership,
            BatchReaderStore readers,
            DetectorSettings settings,
            CatchUp catchUp,
            DetectionMetrics metrics) {
        this.leadership = leadership;
        this.readers = readers;
        this.settings = settings;
        this.catchUp = catchUp;
        this.metrics = metrics;
    }

    @Scheduled(every = "${sealwatch.detection.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> lead() {
        return leadership.isLeader() ? run() : Uni.createFrom().voidItem();
    }

    /** One cycle. It is safe, though wasted, to run it where another process does so too. */
    Uni<Void> run() {
        long start = System.nanoTime();
        return settings.current()
                .call(all ->
                        readers.register(all.stream().map(DetectorRun::reader).toList()))
                .chain(catchUp::all)
                .onTermination()
                .invoke(() -> metrics.cycled(Duration.ofNanos(System.nanoTime() - start)));
    }
}
