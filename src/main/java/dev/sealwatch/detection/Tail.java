package dev.sealwatch.detection;

import java.util.List;
import java.util.Map;

/**
 * What the newest window of a busy key holds: with it, the next run reads only what comes into the window and what leaves
 * it, however much stays.
 *
 * @param at event time of the last event, microseconds
 * @param events in {@code (at - window, at]}
 * @param marked of them
 * @param values how often each value occurs among them
 */
record Tail(long at, int events, int marked, Map<String, Integer> values) {

    /** Whether it goes on with one live episode, and nothing that came lies before its end. */
    boolean leadsOn(List<Episode> known, List<Event> fresh) {
        return known.size() == 1
                && !known.get(0).isResolved()
                && known.get(0).lastSeen() == at
                && fresh.stream().allMatch(event -> event.time() > at);
    }
}
