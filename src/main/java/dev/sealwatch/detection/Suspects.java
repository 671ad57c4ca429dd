package dev.sealwatch.detection;

import dev.sealwatch.detection.CountStore.Count;
import dev.sealwatch.detection.CountStore.Counted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which keys may have reached a threshold: never too few, seldom many more. */
final class Suspects {

    private final Map<String, List<Event>> fresh;
    private final long width;
    private final long countedFrom;
    private final Map<Place, Integer> added = new HashMap<>();
    private final Set<String> keys = new HashSet<>();

    private record Place(String key, long bucket) {}

    /** @param countedFrom counts are complete for buckets that begin at this time or later */
    Suspects(Map<String, List<Event>> fresh, Rule rule, long countedFrom) {
        this.fresh = fresh;
        this.width = Micros.of(rule.window());
        this.countedFrom = countedFrom;
        this.fresh.forEach(this::look);
    }

    private void look(String key, List<Event> events) {
        for (Event event : events) {
            long bucket = Math.floorDiv(event.time(), width);
            if (event.counts() && isComplete(bucket)) {
                added.merge(new Place(key, bucket), 1, Integer::sum);
            }
            if (event.counts() && !isComplete(bucket - 1)) {
                keys.add(key);
            }
        }
    }

    private boolean isComplete(long bucket) {
        return bucket * width >= countedFrom;
    }

    /** What has to be added to the counts. */
    List<Count> counts() {
        List<Count> counts = new ArrayList<>();
        added.forEach((place, events) -> counts.add(new Count(place.key, place.bucket, events)));
        return counts;
    }

    /** Every key with a window that may hold as many events as the threshold. */
    Set<String> reaching(int threshold, List<Counted> counted) {
        for (Counted place : counted) {
            Count count = place.count();
            int before = place.before() + fresh(count.key(), count.bucket() - 1);
            int after = place.after() + fresh(count.key(), count.bucket() + 1);
            if (count.events() + Math.max(before, after) >= threshold) {
                keys.add(count.key());
            }
        }
        return keys;
    }

    private int fresh(String key, long bucket) {
        return added.getOrDefault(new Place(key, bucket), 0);
    }
}
