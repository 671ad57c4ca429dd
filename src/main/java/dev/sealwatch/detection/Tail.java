package dev.sealwatch.detection;

import java.util.List;
import java.util.Map;

/**
 * What a window near the end of a busy episode holds: with it, the next run reads only what comes into the window and what
 * leaves it, however much stays.
 *
 * @param at end of the window: event time of one of the last events, microseconds
 * @param events in {@code (at - window, at]}
 * @param marked of them
 * @param values how often each value occurs among them
 */
record Tail(long at, int events, int marked, Map<String, Integer> values) {

    /** Whether it lies in that episode, behind the crossing and less than a gap from the end. */
    boolean isOf(Episode episode, long gap) {
        return episode.crossing().time() <= at && at <= episode.lastSeen() && episode.lastSeen() - at < gap;
    }

    /** Whether it goes on with one live episode, and all that came lies behind it, within a gap. */
    boolean leadsOn(List<Episode> known, List<Event> fresh, long gap) {
        return known.size() == 1
                && !known.get(0).isResolved()
                && isOf(known.get(0), gap)
                && fresh.stream().allMatch(event -> event.time() > at)
                && fresh.stream().anyMatch(event -> event.time() - at < gap);
    }

    /** Whether it lacks some of what came. */
    boolean misses(List<Event> fresh, long window) {
        return fresh.stream().anyMatch(event -> event.counts() && event.time() > at - window && event.time() <= at);
    }
}
