package dev.sealwatch.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has to be read around fresh events, and the episodes that are known there, by key. */
record Close(List<Range> ranges, Map<String, List<Episode>> episodes) {

    List<Episode> of(String key) {
        return episodes.getOrDefault(key, List.of());
    }

    /** The tails that lead to what is fresh. */
    Map<String, Tail> leading(Scan scan, Map<String, Tail> kept, Map<String, List<Event>> fresh) {
        long gap = Micros.of(scan.detector().rule().gap());
        Map<String, Tail> leading = new HashMap<>(kept);
        leading.entrySet().removeIf(tail -> !tail.getValue().leadsOn(of(tail.getKey()), fresh.get(tail.getKey()), gap));
        return leading;
    }

    /** What has to be read where these tails lead on. */
    List<Range> shortened(Scan scan, Map<String, Tail> tails, Map<String, List<Event>> fresh) {
        List<Range> shortened = new ArrayList<>(ranges);
        shortened.removeIf(range -> tails.containsKey(range.key()));
        tails.forEach((key, tail) -> {
            long latest = Math.max(latest(fresh.get(key)), of(key).get(0).lastSeen());
            shortened.addAll(Range.beyond(key, tail, latest, scan.detector().rule()));
        });
        return shortened;
    }

    private static long latest(List<Event> events) {
        return events.stream().mapToLong(Event::time).max().orElseThrow();
    }
}
