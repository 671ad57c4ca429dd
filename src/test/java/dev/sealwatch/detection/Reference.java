package dev.sealwatch.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The anomalies of a store as the rules R1 to R9 have them, found by looking at everything again each time: slow, plain,
 * and without a line of the detectors' own.
 */
final class Reference {

    private static final Duration ON_TIME = Duration.ofMinutes(5);
    private static final List<String> WORDS = List.of("low", "medium", "high", "critical");

    /** One anomaly; {@code ended} once the clock is a gap past the last event. */
    record Anomaly(
            String type,
            String key,
            String severity,
            double confidence,
            int observed,
            long count,
            Instant first,
            Instant crossed,
            Instant last,
            boolean followed,
            boolean late,
            boolean ended,
            Quoted quoted) {}

    /** R6: the ids of the entries it quotes, and how often whom and what its entries name. */
    record Quoted(
            List<String> first,
            List<String> crossing,
            List<String> last,
            Map<String, Long> byUser,
            Map<String, Long> byAddress) {}

    /** What was sent, at the time that counts, and the how-manieth it was. */
    record Event(Instant time, Instant created, int order, Happening of) {

        String user() {
            return of.name().key();
        }

        String address() {
            return of.place().key();
        }
    }

    private final List<Event> events = new ArrayList<>();
    private final List<Law> laws;
    private List<Anomaly> before = List.of();

    Reference(List<Law> laws) {
        this.laws = laws;
    }

    /** A batch that was received at that time: a clock that runs far ahead does not count. */
    void receive(Instant created, List<Happening> batch) {
        for (Happening one : batch) {
            boolean ahead = one.at().isAfter(created.plus(ON_TIME));
            events.add(new Event(ahead ? created : one.at(), created, events.size(), one));
        }
    }

    /** What a cycle at that time leaves behind. */
    List<Anomaly> judge(Instant now) {
        List<Anomaly> found = new ArrayList<>();
        for (Law law : laws) {
            byKey(law)
                    .forEach((key, matching) -> pieces(matching, law.gap()).stream()
                            .flatMap(piece -> episode(law, key, piece, now))
                            .forEach(found::add));
        }
        before = found;
        return found;
    }

    /** R8, and R9: without a key, or without what is told apart, an event matches nothing. */
    private Map<String, List<Event>> byKey(Law law) {
        Map<String, List<Event>> keys = new TreeMap<>();
        events.stream()
                .filter(Reference::countsAtAll)
                .filter(law.counts())
                .filter(e -> law.distinct() == null || law.distinct().apply(e) != null)
                .filter(e -> law.key().apply(e) != null)
                .sorted(Comparator.comparing(Event::time).thenComparing(Event::order))
                .forEach(e -> keys.computeIfAbsent(law.key().apply(e), key -> new ArrayList<>())
                        .add(e));
        return keys;
    }

    private static boolean countsAtAll(Event event) {
        String category = event.of().category();
        return !category.startsWith("siem_") || category.equals("siem_export");
    }

    /** R3: cut where neighbours are a gap or more apart. */
    private static List<List<Event>> pieces(List<Event> sorted, Duration gap) {
        List<List<Event>> pieces = new ArrayList<>();
        Instant last = null;
        for (Event event : sorted) {
            if (last == null || !event.time().isBefore(last.plus(gap))) {
                pieces.add(new ArrayList<>());
            }
            pieces.get(pieces.size() - 1).add(event);
            last = event.time();
        }
        return pieces;
    }

    /** R2: the events of {@code (t - W, t]}, for each event's t; R3: the first that crosses, the worst that crosses. */
    private Stream<Anomaly> episode(Law law, String key, List<Event> piece, Instant now) {
        List<List<Event>> crossing = piece.stream()
                .map(Event::time)
                .distinct()
                .map(t -> window(piece, t.minus(law.window()), t))
                .filter(window -> law.measure(window) >= law.threshold())
                .toList();
        if (crossing.isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(anomaly(law, key, piece, crossing, now));
    }

    private Anomaly anomaly(Law law, String key, List<Event> piece, List<List<Event>> crossing, Instant now) {
        List<Event> first = crossing.get(0);
        Instant from = first.get(0).time();
        Instant crossed = first.get(first.size() - 1).time();
        Instant last = piece.get(piece.size() - 1).time();
        boolean followed = law.type().equals("brute_force_attack") && loginAfter(key, crossed, last.plus(law.window()));
        int severity = Math.max(followed ? 3 : worst(crossing, law.severity()), risen(law.type(), key, piece));
        return new Anomaly(
                law.type(),
                key,
                WORDS.get(severity),
                law.confidence(WORDS.get(severity)),
                worst(crossing, law::measure),
                piece.stream().filter(e -> !e.time().isBefore(from)).count(),
                from,
                crossed,
                last,
                followed,
                late(crossingEntry(law, first)),
                !now.isBefore(last.plus(law.gap())),
                quoted(piece.stream().filter(e -> !e.time().isBefore(from)).toList(), crossingEntry(law, first)));
    }

    /** What is observed is the largest window; how bad it is, the worst: those may be two. */
    private static int worst(List<List<Event>> crossing, ToIntFunction<List<Event>> how) {
        return crossing.stream().mapToInt(how).max().orElseThrow();
    }

    private static List<Event> window(List<Event> piece, Instant after, Instant until) {
        return piece.stream()
                .filter(e -> e.time().isAfter(after) && !e.time().isAfter(until))
                .toList();
    }

    private boolean loginAfter(String key, Instant after, Instant until) {
        return events.stream()
                .filter(e -> e.of().category().equals("login_success"))
                .filter(e -> key.equals(Law.address(e)))
                .anyMatch(e -> e.time().isAfter(after) && !e.time().isAfter(until));
    }

    /** R3: severity only rises, also when late events water down what was seen. */
    private int risen(String type, String key, List<Event> piece) {
        return before.stream()
                .filter(old -> old.type().equals(type) && old.key().equals(key))
                .filter(old -> !old.first().isBefore(piece.get(0).time()))
                .filter(old -> !old.last().isAfter(piece.get(piece.size() - 1).time()))
                .mapToInt(old -> WORDS.indexOf(old.severity()))
                .max()
                .orElse(0);
    }

    /** The N-th: of events at the same time, the one that came N-th. */
    private static Event crossingEntry(Law law, List<Event> first) {
        return IntStream.rangeClosed(1, first.size())
                .filter(n -> law.measure(first.subList(0, n)) >= law.threshold())
                .mapToObj(n -> first.get(n - 1))
                .findFirst()
                .orElseThrow();
    }

    private static Quoted quoted(List<Event> counted, Event crossing) {
        int at = counted.indexOf(crossing);
        return new Quoted(
                ids(counted, 0, 10),
                ids(counted, at - 2, at + 3),
                ids(counted, counted.size() - 10, counted.size()),
                tally(counted, e -> e.of().name().sent()),
                tally(counted, e -> e.of().place().stored()));
    }

    private static List<String> ids(List<Event> events, int from, int until) {
        return events.subList(Math.max(0, from), Math.min(until, events.size())).stream()
                .map(e -> e.of().id().toString())
                .toList();
    }

    private static Map<String, Long> tally(List<Event> events, Function<Event, String> what) {
        return events.stream()
                .filter(e -> what.apply(e) != null)
                .collect(Collectors.groupingBy(what, Collectors.counting()));
    }

    private static boolean late(Event crossing) {
        return crossing.created().isAfter(crossing.time().plus(ON_TIME));
    }
}
