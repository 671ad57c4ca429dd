package dev.sealwatch.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Decides what a key's events mean: pure, exact in event time, the same whatever the order of arrival.
 *
 * <p>It needs the events of one gap before the first fresh one and after the last; what lies further away
 * can not change the answer, because stored episodes stand for it.
 */
final class Timeline {

    private static final Comparator<Event> IN_ORDER =
            Comparator.comparingLong(Event::time).thenComparingLong(Event::id);

    private final Detector detector;
    private final long window;
    private final long gap;

    Timeline(Detector detector) {
        this.detector = detector;
        this.window = Micros.of(detector.rule().window());
        this.gap = Micros.of(detector.rule().gap());
    }

    /**
     * What changed.
     *
     * @param known stored episodes of the key that its events may touch
     * @param events of the key, in any order
     * @param tail what stands for the events of the newest known window that were not read, or null
     */
    List<Finding> judge(List<Episode> known, List<Event> events, Tail tail) {
        List<Event> counted =
                events.stream().filter(Event::counts).sorted(IN_ORDER).toList();
        List<Event> others = events.stream().filter(event -> !event.counts()).toList();
        List<Finding> findings = new ArrayList<>();
        for (Piece piece : pieces(known, counted)) {
            finding(piece, others, tail).ifPresent(findings::add);
        }
        return findings;
    }

    private List<Piece> pieces(List<Episode> known, List<Event> events) {
        PriorityQueue<Episode> ahead = new PriorityQueue<>(Comparator.comparingLong(Episode::firstSeen));
        ahead.addAll(known);
        List<Piece> pieces = new ArrayList<>();
        for (Event event : events) {
            while (!ahead.isEmpty() && ahead.peek().firstSeen() <= event.time()) {
                attach(ahead.remove(), pieces);
            }
            reaching(event.time(), pieces).add(event);
        }
        ahead.stream().sorted(ahead.comparator()).forEach(episode -> attach(episode, pieces));
        return pieces;
    }

    private void attach(Episode episode, List<Piece> pieces) {
        Piece piece = reaching(episode.firstSeen(), pieces);
        if (!piece.takes(episode)) {
            piece = new Piece();
            pieces.add(piece);
        }
        piece.add(episode);
    }

    private Piece reaching(long time, List<Piece> pieces) {
        Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
        if (last == null || !last.reaches(time, gap)) {
            last = new Piece();
            pieces.add(last);
        }
        return last;
    }

    private Optional<Finding> finding(Piece piece, List<Event> others, Tail tail) {
        Weighing weighing = weigh(piece, tail != null && piece.holds(tail, gap) ? tail : null);
        if (piece.episodes().isEmpty() && !weighing.isCrossed()) {
            return Optional.empty();
        }
        Episode before = piece.episodes().isEmpty() ? null : Episode.joined(piece.episodes());
        Episode now = grown(before, weighing, piece, others);
        List<Event> added = piece.events().stream()
                .filter(event -> now.covers(event.time()) && !piece.wasCounted(event))
                .toList();
        List<Long> merged = Episode.ids(piece.episodes()).stream()
                .filter(id -> !id.equals(now.id()))
                .toList();
        Episode counted = now.counting(added.size());
        boolean changed = !merged.isEmpty() || !counted.equals(before);
        return changed
                ? Optional.of(new Finding(
                        before, counted, merged, added, around(piece, counted), weighing.tail(counted, gap)))
                : Optional.empty();
    }

    /** The crossing event and its neighbours, as far as they were read. */
    private static List<Event> around(Piece piece, Episode episode) {
        List<Event> covered = piece.events().stream()
                .filter(event -> episode.covers(event.time()))
                .toList();
        return IntStream.range(0, covered.size())
                .filter(i -> covered.get(i).id() == episode.crossing().entry())
                .mapToObj(i -> covered.subList(
                        Math.max(0, i - Evidence.SIDE), Math.min(covered.size(), i + Evidence.SIDE + 1)))
                .findFirst()
                .orElse(List.of());
    }

    private Episode grown(Episode before, Weighing weighing, Piece piece, List<Event> others) {
        Episode grown = before == null ? weighing.episode(piece.end()) : weighing.widen(before);
        boolean follows = others.stream()
                .anyMatch(event -> event.time() > grown.crossing().time()
                        && event.time() <= grown.lastSeen() + window
                        && !grown.isClosedAt(event.time()));
        return follows && !grown.followed() ? grown.followedBy(detector.followed(grown.severity())) : grown;
    }

    /** Only the windows that fresh events are in: of others the left end may not have been read. */
    private Weighing weigh(Piece piece, Tail tail) {
        Weighing weighing = new Weighing(detector, piece);
        List<Event> events = piece.events();
        int kept = tail == null
                ? 0
                : (int) events.stream()
                        .filter(event -> event.time() <= tail.at())
                        .count();
        SlidingWindow sliding =
                tail == null ? new SlidingWindow(window) : new SlidingWindow(window, tail, events.subList(0, kept));
        for (int i = kept; i < events.size(); i++) {
            Event event = events.get(i);
            long next =
                    i + 1 == events.size() ? Long.MAX_VALUE : events.get(i + 1).time();
            sliding.add(event);
            if (sliding.isFresh()) {
                weighing.look(sliding, event);
            }
            if (sliding.isFresh() && next > event.time()) {
                weighing.weigh(sliding);
            }
            if (next > event.time() && (sliding.isFresh() || tail != null)) {
                weighing.keep(sliding, event.time(), next);
            }
        }
        return weighing;
    }
}
