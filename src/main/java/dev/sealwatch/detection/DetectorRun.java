package dev.sealwatch.detection;

import dev.sealwatch.logs.BatchReaderStore;
import dev.sealwatch.logs.BatchReaderStore.Unread;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** A detector's turn: reads what is new, judges it and writes what it found, in one transaction. */
@ApplicationScoped
class DetectorRun {

    /** @param skipped entries that mattered but had no key. @param more whether a backlog is left */
    record Ran(int entries, long skipped, boolean more, Duration took) {}

    private final BatchReaderStore readers;
    private final SnapshotStore snapshots;
    private final Examination examination;
    private final DetectorStore states;
    private final DetectionMetrics metrics;

    DetectorRun(
            BatchReaderStore readers,
            SnapshotStore snapshots,
            Examination examination,
            DetectorStore states,
            DetectionMetrics metrics) {
        this.readers = readers;
        this.snapshots = snapshots;
        this.examination = examination;
        this.states = states;
        this.metrics = metrics;
    }

    /** How a detector is known among the readers of batches. */
    static String reader(Detector detector) {
        return "detection." + detector.type();
    }

    /** @param chunk entries that are read at most, unless one batch holds more */
    Uni<Ran> run(Detector detector, int chunk) {
        long start = System.nanoTime();
        return snapshots
                .consistently(connection -> readers.unread(connection, reader(detector), chunk)
                        .flatMap(unread -> read(new Scan(connection, detector, unread), start)))
                .invoke(ran -> metrics.ran(detector, ran))
                .onFailure()
                .invoke(() -> metrics.failed(detector));
    }

    private Uni<Ran> read(Scan scan, long start) {
        return scan.unread().taken().isEmpty()
                ? finish(scan, 0, start)
                : examination.of(scan).flatMap(skipped -> finish(scan, skipped, start));
    }

    private Uni<Ran> finish(Scan scan, long skipped, long start) {
        Unread unread = scan.unread();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Ran ran = new Ran(unread.entries(), skipped, unread.more(), took);
        SqlConnection connection = scan.connection();
        return readers.done(connection, reader(scan.detector()), unread)
                .chain(() -> states.succeeded(connection, scan.detector(), ran))
                .replaceWith(ran);
    }
}
