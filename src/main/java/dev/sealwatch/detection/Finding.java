package dev.sealwatch.detection;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a key's new events changed.
 *
 * @param before the episode as it was, or null
 * @param episode as it is now; without an id it is new
 * @param merged ids of the episodes that became part of it
 * @param added events that are counted for the first time, in order of time
 * @param around the event that crossed the threshold and its neighbours; none if it was crossed elsewhere before
 * @param tail a window near its end, or null where that was not read
 */
record Finding(Episode before, Episode episode, List<Long> merged, List<Event> added, List<Event> around, Tail tail) {

    /** Event time of the first entry that it names. */
    long since() {
        return Stream.concat(added.stream(), around.stream())
                .mapToLong(Event::time)
                .reduce(episode.crossing().time(), Math::min);
    }

    /** Stored anomalies that it is about. */
    Stream<Long> known() {
        return Stream.concat(Stream.ofNullable(episode.id()), merged.stream());
    }

    /**
     * Whether the threshold was crossed sooner than was known, and something that matters may lie between the end of what
     * was read and the crossing that was known.
     */
    boolean isUnsettledBehind(Range range) {
        long crossed = episode.crossing().time();
        return before != null
                && crossed < before.crossing().time()
                && range.after() < crossed
                && crossed <= range.until()
                && range.until() < before.crossing().time();
    }

    /** Whether it spans something unread there that was not counted before: its events on both sides are close enough. */
    boolean spansUncounted(Range unread) {
        long from = Math.max(unread.after() + 1, episode.firstSeen());
        long until = Math.min(unread.until(), episode.lastSeen());
        boolean counted = before != null && merged.isEmpty() && before.covers(from) && before.covers(until);
        return from <= until && !counted;
    }
}
