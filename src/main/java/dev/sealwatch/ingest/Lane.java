package dev.sealwatch.ingest;

import java.util.UUID;

/** One writer of batches with one flush in flight: numbers them without a gap, since only a commit spends a number. */
final class Lane {

    private final String writer;
    private long lastCommitted;

    private Lane(String writer) {
        this.writer = writer;
    }

    /** @param boot tells this start of the process from every other. */
    static Lane of(UUID boot, String lane) {
        return new Lane(boot + "/" + lane);
    }

    String writer() {
        return writer;
    }

    long nextNumber() {
        return lastCommitted + 1;
    }

    void committed() {
        lastCommitted++;
    }
}
