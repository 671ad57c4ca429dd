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
 *
 * <p>What R5 is read to say: a row that an analyst resolved keeps its piece up to the moment it was resolved, and what
 * comes late to that piece updates it; what was in it then stays in it, also where a sender's clock ran ahead. What
 * happened later is another piece, however soon. A resolved row and another
 * row are never joined: where late events close the pause between two such rows, the events belong to the earlier of
 * them, up to the first event of the later. A low row that resolved itself is nobody's word: it counts as open.
 */
final class Reference {

    private static final Duration ON_TIME = Duration.ofMinutes(5);
    private static final List<String> WORDS = List.of("low", "medium", "high", "critical");

    /** One anomaly; {@code ended} once the clock is a gap past the last event, {@code previous} began the one before it. */
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
            Instant previous,
            boolean followed,
            boolean late,
            boolean ended,
            Instant resolved,
            Quoted quoted) {

        private Anomaly with(Instant before, boolean over, Instant at) {
            return new Anomaly(
                    type,
                    key,
                    severity,
                    confidence,
                    observed,
                    count,
                    first,
                    crossed,
                    last,
                    before,
                    followed,
                    late,
                    over,
                    at,
                    quoted);
        }

        Anomaly resolvedAt(Instant at) {
            return with(previous, true, at);
        }
    }

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
    private List<Anomaly> before = new ArrayList<>();

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

    /** An analyst resolves what the last cycle left. */
    void resolve(Anomaly anomaly, Instant at) {
        before.set(before.indexOf(anomaly), anomaly.resolvedAt(at));
    }

    /** What a cycle at that time leaves behind. */
    List<Anomaly> judge(Instant now) {
        List<Anomaly> found = new ArrayList<>();
        for (Law law : laws) {
            byKey(law)
                    .forEach((key, matching) ->
                            found.addAll(linked(pieces(matching, rows(law.type(), key), law.gap()).stream()
                                    .flatMap(piece -> episode(law, key, piece, now))
                                    .toList())));
        }
        before = found;
        return List.copyOf(found);
    }

    /** R5: each names the one before it; R3: one of a key is live, also where a clock ran ahead to the next one. */
    private static List<Anomaly> linked(List<Anomaly> ofKey) {
        return IntStream.range(0, ofKey.size())
                .mapToObj(i -> {
                    Anomaly one = ofKey.get(i);
                    boolean over = one.ended() || i + 1 < ofKey.size();
                    return one.with(i == 0 ? null : ofKey.get(i - 1).first(), over, one.resolved());
                })
                .toList();
    }

    private List<Anomaly> rows(String type, String key) {
        return before.stream()
                .filter(row -> row.type().equals(type) && row.key().equals(key))
                .toList();
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

    /** Events that belong together, and the rows that began with one of them. */
    private record Piece(List<Event> events, List<Anomaly> rows) {

        Instant resolved() {
            return rows.isEmpty() ? null : rows.get(0).resolved();
        }

        /** The end of what belongs to a resolved row, or null. */
        Instant closed() {
            Instant resolved = resolved();
            return resolved == null || !rows.get(0).last().isAfter(resolved)
                    ? resolved
                    : rows.get(0).last();
        }

        Instant last() {
            return events.get(events.size() - 1).time();
        }

        boolean goesOn(Event event, List<Anomaly> beginning, Duration gap) {
            return event.time().isBefore(last().plus(gap))
                    && (closed() == null || !event.time().isAfter(closed()))
                    && (beginning.isEmpty()
                            || rows.isEmpty()
                            || resolved() == null && beginning.get(0).resolved() == null);
        }
    }

    /** R3: cut where neighbours are a gap or more apart; R5: and where something was resolved. */
    private static List<Piece> pieces(List<Event> sorted, List<Anomaly> rows, Duration gap) {
        List<Piece> pieces = new ArrayList<>();
        List<Anomaly> ahead = new ArrayList<>(rows);
        for (Event event : sorted) {
            List<Anomaly> beginning = ahead.stream()
                    .filter(row -> row.first().equals(event.time()))
                    .toList();
            ahead.removeAll(beginning);
            if (pieces.isEmpty() || !pieces.get(pieces.size() - 1).goesOn(event, beginning, gap)) {
                pieces.add(new Piece(new ArrayList<>(), new ArrayList<>()));
            }
            pieces.get(pieces.size() - 1).events().add(event);
            pieces.get(pieces.size() - 1).rows().addAll(beginning);
        }
        return pieces;
    }

    /** R2: the events of {@code (t - W, t]}, for each event's t; R3: the first that crosses, the worst that crosses. */
    private Stream<Anomaly> episode(Law law, String key, Piece piece, Instant now) {
        List<List<Event>> crossing = piece.events().stream()
                .map(Event::time)
                .distinct()
                .map(t -> window(piece.events(), t.minus(law.window()), t))
                .filter(window -> law.measure(window) >= law.threshold())
                .toList();
        if (crossing.isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(anomaly(law, key, piece, crossing, now));
    }

    private Anomaly anomaly(Law law, String key, Piece piece, List<List<Event>> crossing, Instant now) {
        List<Event> first = crossing.get(0);
        Instant from = first.get(0).time();
        Instant crossed = first.get(first.size() - 1).time();
        Instant last = piece.last();
        List<Event> counted =
                piece.events().stream().filter(e -> !e.time().isBefore(from)).toList();
        boolean followed = followed(law, key, piece, crossed);
        int severity = Math.max(followed ? 3 : worst(crossing, law.severity()), risen(piece.rows()));
        return new Anomaly(
                law.type(),
                key,
                WORDS.get(severity),
                law.confidence(WORDS.get(severity)),
                worst(crossing, law::measure),
                counted.size(),
                from,
                crossed,
                last,
                null,
                followed,
                late(crossingEntry(law, first)),
                piece.resolved() != null || !now.isBefore(last.plus(law.gap())),
                piece.resolved(),
                quoted(counted, crossingEntry(law, first)));
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

    /** What was known of it when it was resolved stays, also where a sender's clock ran ahead. */
    private boolean followed(Law law, String key, Piece piece, Instant crossed) {
        return piece.rows().stream().anyMatch(Anomaly::followed)
                || law.type().equals("brute_force_attack")
                        && loginAfter(key, crossed, piece.last().plus(law.window()), piece.closed());
    }

    private boolean loginAfter(String key, Instant after, Instant until, Instant closed) {
        return events.stream()
                .filter(e -> e.of().category().equals("login_success"))
                .filter(e -> key.equals(Law.address(e)))
                .filter(e -> closed == null || !e.time().isAfter(closed))
                .anyMatch(e -> e.time().isAfter(after) && !e.time().isAfter(until));
    }

    /** R3: severity only rises, also when late events water down what was seen. */
    private static int risen(List<Anomaly> rows) {
        return rows.stream()
                .mapToInt(row -> WORDS.indexOf(row.severity()))
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
