package dev.sealwatch.detection;

import dev.sealwatch.detection.EventStore.Read;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** From new batches to written anomalies: what came, which keys may have reached the threshold, what they did. */
@ApplicationScoped
class Examination {

    private final EventStore events;
    private final Screening screening;
    private final Surroundings surroundings;
    private final Recording recording;

    Examination(EventStore events, Screening screening, Surroundings surroundings, Recording recording) {
        this.events = events;
        this.screening = screening;
        this.surroundings = surroundings;
        this.recording = recording;
    }

    /** How many entries mattered but had no key. */
    Uni<Long> of(Scan scan) {
        return events.fresh(scan.connection(), scan.detector(), scan.unread().taken())
                .call(read -> examine(scan, read))
                .map(Read::skipped);
    }

    private Uni<Void> examine(Scan scan, Read read) {
        return screening
                .suspects(scan, read.byKey())
                .chain(suspects -> surroundings.judge(scan, read.byKey(), suspects))
                .chain(found -> recording.record(scan, found));
    }
}
