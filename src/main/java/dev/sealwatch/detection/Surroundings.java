package dev.sealwatch.detection;

import dev.sealwatch.detection.EventStore.Read;
import dev.sealwatch.detection.Proof.Keyed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                    : judgeClose(scan, only(keys, fresh), new Close(close, known));
        });
    }

    private Uni<List<Keyed>> judgeClose(Scan scan, Map<String, List<Event>> fresh, Close close) {
        return tails.kept(scan, fresh.keySet()).flatMap(kept -> {
            Map<String, Tail> leading = close.leading(scan, kept, fresh);
            return look(scan, close.shortened(scan, leading, fresh), new Known(close, leading))
                    .call(() -> tails.drop(scan, missing(scan, kept, fresh)))
                    .call(found -> tails.keep(scan.connection(), scan.detector(), found))
                    .call(() -> tails.prune(scan));
        });
    }

    /** What is stored about keys; where a tail leads on, less is read than is close. */
    private record Known(Close close, Map<String, Tail> tails) {

        List<Finding> judge(Timeline timeline, String key, List<Event> events) {
            return timeline.judge(close.of(key), events, tails.get(key));
        }
    }

    private static Set<String> missing(Scan scan, Map<String, Tail> kept, Map<String, List<Event>> fresh) {
        long window = Micros.of(scan.detector().rule().window());
        Set<String> missing = new HashSet<>(kept.keySet());
        missing.removeIf(key -> !kept.get(key).misses(fresh.get(key), window));
        return missing;
    }

    private static long[] times(List<Event> events) {
        return events.stream().mapToLong(Event::time).sorted().toArray();
    }

    private Uni<List<Keyed>> look(Scan scan, List<Range> ranges, Known known) {
        return events.around(scan.connection(), scan.detector(), ranges, scan.unread())
                .flatMap(read -> {
                    List<Keyed> found = found(scan.detector(), read, known);
                    Set<String> open = open(scan.detector(), found, ranges);
                    return open.isEmpty()
                            ? Uni.createFrom().item(found)
                            : lookFurther(scan, further(ranges, open, known)).map(more -> settled(found, open, more));
                });
    }

    /** Where a tail led on, and there is something behind what it leads to, it leads no more. */
    private static List<Range> further(List<Range> ranges, Set<String> open, Known known) {
        Stream<Range> on = ranges.stream()
                .filter(range -> !known.tails().containsKey(range.key()))
                .map(Range::further);
        Stream<Range> anew =
                known.close().ranges().stream().filter(range -> known.tails().containsKey(range.key()));
        return Range.disjoint(Stream.concat(on, anew)
                .filter(range -> open.contains(range.key()))
                .toList());
    }

    private Uni<List<Keyed>> lookFurther(Scan scan, List<Range> further) {
        return episodes.near(scan.connection(), scan.detector(), further)
                .flatMap(near -> look(scan, further, new Known(new Close(further, near), Map.of())));
    }

    private static List<Keyed> settled(List<Keyed> found, Set<String> open, List<Keyed> more) {
        return Stream.concat(found.stream().filter(keyed -> !open.contains(keyed.key())), more.stream())
                .sorted(Comparator.comparing(Keyed::key))
                .toList();
    }

    private static List<Keyed> found(Detector detector, Read read, Known known) {
        Timeline timeline = new Timeline(detector);
        Set<String> keys = new TreeSet<>(read.byKey().keySet());
        keys.addAll(known.close().episodes().keySet());
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
