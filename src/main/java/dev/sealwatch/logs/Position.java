package dev.sealwatch.logs;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A place in the order of time, between two entries: behind the row with this timestamp and this id. */
record Position(Instant timestamp, long id) {

    /** Nothing the database holds is older, except its -infinity. */
    private static final Instant FIRST = Instant.parse("-4713-11-24T00:00:00Z");

    static Position of(StoredEntry entry) {
        return new Position(entry.entry().timestamp(), entry.id());
    }

    /** Before everything of that time. */
    static Position before(Instant time) {
        return new Position(time, Long.MIN_VALUE);
    }

    /** Null for -infinity, which the client can read and not write. */
    OffsetDateTime time() {
        return timestamp.isBefore(FIRST) ? null : utc(timestamp);
    }

    /** The greatest there is stands for infinity. */
    private static OffsetDateTime utc(Instant time) {
        return time.isBefore(OffsetDateTime.MAX.toInstant()) ? time.atOffset(ZoneOffset.UTC) : OffsetDateTime.MAX;
    }
}
