package dev.sealwatch.detection;

import dev.sealwatch.detection.Episode.Crossing;
import java.time.Duration;

/** What the windows that fresh events are in hold. */
final class Weighing {

    /** Senders are that much behind one another, often enough. */
    private static final long LATE = Micros.of(Duration.ofMinutes(3));

    private final Detector detector;
    private final Piece piece;

    private long first;
    private Crossing crossing;
    private int observed;
    private Severity severity;
    private Tail tail;

    Weighing(Detector detector, Piece piece) {
        this.detector = detector;
        this.piece = piece;
    }

    /** The event comes into the window: one may be the N-th where others at the same time are still to come. */
    void look(SlidingWindow sliding, Event event) {
        if (crossing == null && reaches(sliding.content())) {
            crossing = new Crossing(event.time(), event.id());
            first = sliding.first();
        }
    }

    /** The window is whole: it holds everything at the time it ends. */
    void weigh(SlidingWindow sliding) {
        Window content = sliding.content();
        if (reaches(content)) {
            observed = Math.max(observed, detector.observed(content));
            Severity found = detector.severity(content);
            severity = severity == null ? found : severity.or(found);
        }
    }

    /**
     * Keeps one window for later: a few minutes before the last event, so that what comes a little late lies behind it.
     *
     * @param at where the window ends, microseconds
     * @param next time of the next event
     */
    void keep(SlidingWindow sliding, long at, long next) {
        long crossed = crossing == null ? piece.crossed() : Math.min(crossing.time(), piece.crossed());
        if (tail == null && at >= crossed && next > piece.lastEvent() - LATE) {
            tail = sliding.tail(at);
        }
    }

    /** A window near the end of the episode, or null where that was not read. */
    Tail tail(Episode episode, long gap) {
        return tail != null && tail.isOf(episode, gap) ? tail : null;
    }

    private Episode.Worst worst() {
        return new Episode.Worst(observed, detector.rule());
    }

    private boolean reaches(Window content) {
        return detector.observed(content) >= detector.rule().threshold();
    }

    boolean isCrossed() {
        return crossing != null;
    }

    /** The episode that begins with it. */
    Episode episode(long end) {
        return new Episode(null, first, crossing, end, 0, worst(), severity, false, null);
    }

    /** A known episode, made as bad and as long as what was seen. */
    Episode widen(Episode before) {
        boolean crossed = crossing != null;
        return new Episode(
                before.id(),
                crossed ? Math.min(first, before.firstSeen()) : before.firstSeen(),
                crossed ? Crossing.earlier(crossing, before.crossing()) : before.crossing(),
                piece.isFresh() ? piece.end() : before.lastSeen(),
                before.count(),
                crossed ? before.worst().or(worst()) : before.worst(),
                crossed ? before.severity().or(severity) : before.severity(),
                before.followed(),
                before.resolvedAt());
    }
}
