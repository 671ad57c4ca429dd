package dev.sealwatch.detection;

import dev.sealwatch.detection.Episode.Crossing;

/** What the windows that fresh events are in hold. */
final class Weighing {

    private final Detector detector;

    private long first;
    private Crossing crossing;
    private int observed;
    private Severity severity;
    private Tail tail;

    Weighing(Detector detector) {
        this.detector = detector;
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

    /** The last window of all. */
    void end(SlidingWindow sliding, long at) {
        tail = sliding.tail(at);
    }

    /** The window at the end of the episode, or null where that was not read. */
    Tail tail(Episode episode) {
        return tail != null && tail.at() == episode.lastSeen() ? tail : null;
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
    Episode widen(Episode before, Piece piece) {
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
