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
 * <p>It needs the events of one window before the first fresh one and of one gap after the last; what lies further away
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
        Worst worst = worst(piece, tail != null && piece.endedAt(tail.at()) ? tail : null);
        if (piece.episodes().isEmpty() && !worst.isCrossed()) {
            return Optional.empty();
        }
        Episode before = piece.episodes().isEmpty() ? null : Episode.joined(piece.episodes());
        Episode now = grown(before, worst, piece, others);
        List<Event> added = piece.events().stream()
                .filter(event -> now.covers(event.time()) && !piece.wasCounted(event))
                .toList();
        List<Long> merged = Episode.ids(piece.episodes()).stream()
                .filter(id -> !id.equals(now.id()))
                .toList();
        Episode counted = now.counting(added.size());
        boolean changed = !merged.isEmpty() || !counted.equals(before);
        return changed
                ? Optional.of(new Finding(before, counted, merged, added, around(piece, counted), worst.tail(counted)))
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

    private Episode grown(Episode before, Worst worst, Piece piece, List<Event> others) {
        Episode grown = before == null ? worst.episode(piece.end()) : worst.widen(before, piece);
        boolean follows = others.stream()
                .anyMatch(event -> event.time() > grown.crossing().time()
                        && event.time() <= grown.lastSeen() + window
                        && !grown.isClosedAt(event.time()));
        return follows && !grown.followed() ? grown.followedBy(detector.followed(grown.severity())) : grown;
    }

    /** Only the windows that fresh events are in: of others the left end may not have been read. */
    private Worst worst(Piece piece, Tail tail) {
        Worst worst = new Worst(detector);
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
            boolean last = i + 1 == events.size();
            sliding.add(event);
            if (sliding.isFresh()) {
                worst.look(sliding, event);
            }
            if (sliding.isFresh() && (last || events.get(i + 1).time() > event.time())) {
                worst.weigh(sliding);
            }
            if (sliding.isFresh() && last) {
                worst.end(sliding, event.time());
            }
        }
        return worst;
    }
}
