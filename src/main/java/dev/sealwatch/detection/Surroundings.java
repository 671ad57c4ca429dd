package dev.sealwatch.detection;

import dev.sealwatch.detection.EventStore.Read;
import dev.sealwatch.detection.Proof.Keyed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads as much around fresh events as it takes to judge them. */
@ApplicationScoped
class Surroundings {

    private final EventStore events;
    private final EpisodeStore episodes;
    private final TailStore tails;

    Surroundings(EventStore events, EpisodeStore episodes, TailStore tails) {
        this.events = events;
        this.episodes = episodes;
        this.tails = tails;
    }

    /**
     * What the fresh events change.
     *
     * @param fresh by key
     * @param suspects keys that may have reached the threshold; the others matter only to episodes that exist
     */
    Uni<List<Keyed>> judge(Scan scan, Map<String, List<Event>> fresh, Set<String> suspects) {
        return episodes.known(scan.connection(), scan.detector(), fresh.keySet())
                .invoke(keys -> keys.addAll(suspects))
                .flatMap(keys -> keys.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : judgeSome(scan, only(keys, fresh), suspects));
    }

    private static Map<String, List<Event>> only(Set<String> keys, Map<String, List<Event>> fresh) {
        return keys.stream().collect(Collectors.toMap(Function.identity(), fresh::get));
    }

    private Uni<List<Keyed>> judgeSome(Scan scan, Map<String, List<Event>> fresh, Set<String> suspects) {
        List<Range> ranges = new ArrayList<>();
        fresh.forEach((key, ofKey) ->
                ranges.addAll(Range.around(key, times(ofKey), scan.detector().rule())));
        return episodes.near(scan.connection(), scan.detector(), ranges).flatMap(known -> {
            Set<String> keys = new HashSet<>(suspects);
            keys.addAll(known.keySet());
            List<Range> close =
                    ranges.stream().filter(range -> keys.contains(range.key())).toList();
            return close.isEmpty()
                    ? Uni.createFrom().item(List.of())
                    : tails.take(scan, keys)
                            .map(kept -> leading(kept, known, fresh))
                            .flatMap(leading ->
                                    look(scan, shortened(close, leading, fresh, scan), new Known(known, leading)))
                            .call(found -> tails.keep(scan.connection(), scan.detector(), found))
                            .call(() -> tails.prune(scan));
        });
    }

    /** What is stored about keys, by key. */
    private record Known(Map<String, List<Episode>> episodes, Map<String, Tail> tails) {

        List<Finding> judge(Timeline timeline, String key, List<Event> events) {
            return timeline.judge(episodes.getOrDefault(key, List.of()), events, tails.get(key));
        }
    }

    private static Map<String, Tail> leading(
            Map<String, Tail> kept, Map<String, List<Episode>> known, Map<String, List<Event>> fresh) {
        Map<String, Tail> leading = new HashMap<>(kept);
        leading.entrySet()
                .removeIf(tail -> !tail.getValue()
                        .leadsOn(known.getOrDefault(tail.getKey(), List.of()), fresh.get(tail.getKey())));
        return leading;
    }

    private static List<Range> shortened(
            List<Range> ranges, Map<String, Tail> tails, Map<String, List<Event>> fresh, Scan scan) {
        List<Range> shortened = new ArrayList<>();
        for (Range range : ranges) {
            if (!tails.containsKey(range.key())) {
                shortened.add(range);
            }
        }
        tails.forEach((key, tail) -> shortened.addAll(
                Range.beyond(key, tail, latest(fresh.get(key)), scan.detector().rule())));
        return shortened;
    }

    private static long latest(List<Event> events) {
        return events.stream().mapToLong(Event::time).max().orElseThrow();
    }

    private static long[] times(List<Event> events) {
        return events.stream().mapToLong(Event::time).sorted().toArray();
    }

    private Uni<List<Keyed>> look(Scan scan, List<Range> ranges, Known known) {
        return events.around(scan.connection(), scan.detector(), ranges, scan.unread())
                .flatMap(read -> {
                    List<Keyed> found = found(scan.detector(), read, known);
                    Set<String> open = open(scan.detector(), found, ranges);
                    return open.isEmpty() ? Uni.createFrom().item(found) : lookFurther(scan, ranges, open, known);
                });
    }

    private Uni<List<Keyed>> lookFurther(Scan scan, List<Range> ranges, Collection<String> open, Known known) {
        List<Range> further = Range.disjoint(ranges.stream()
                .map(range -> open.contains(range.key()) ? range.further() : range)
                .toList());
        return episodes.near(scan.connection(), scan.detector(), further)
                .flatMap(near -> look(scan, further, new Known(near, known.tails())));
    }

    private static List<Keyed> found(Detector detector, Read read, Known known) {
        Timeline timeline = new Timeline(detector);
        Set<String> keys = new TreeSet<>(read.byKey().keySet());
        keys.addAll(known.episodes().keySet());
        return keys.stream()
                .flatMap(key -> known.judge(timeline, key, read.byKey().getOrDefault(key, List.of())).stream()
                        .map(finding -> new Keyed(key, finding)))
                .toList();
    }

    /** Keys with an episode that may go on beyond what was read. */
    private static Set<String> open(Detector detector, List<Keyed> found, List<Range> ranges) {
        long gap = Micros.of(detector.rule().gap());
        Map<String, List<Range>> byKey = ranges.stream().collect(Collectors.groupingBy(Range::key));
        return found.stream()
                .filter(keyed -> isOpen(keyed.finding(), byKey.getOrDefault(keyed.key(), List.of()), gap))
                .map(Keyed::key)
                .collect(Collectors.toSet());
    }

    private static boolean isOpen(Finding finding, List<Range> ranges, long gap) {
        long last = finding.episode().lastSeen();
        return ranges.stream().anyMatch(range -> range.endsWithin(last, gap) || finding.isUnsettledBehind(range))
                || Range.between(ranges).stream().anyMatch(finding::spansUncounted);
    }
}
