package dev.sealwatch.detection;

import dev.sealwatch.detection.Episode.Crossing;

/** What the windows that fresh events are in hold. */
final class Worst {

    private final Detector detector;

    private long first;
    private Crossing crossing;
    private int observed;
    private Severity severity;

    Worst(Detector detector) {
        this.detector = detector;
    }

    /** The window that ends at the event. */
    void look(SlidingWindow sliding, Event event) {
        Window content = sliding.content();
        int held = detector.observed(content);
        if (held < detector.rule().threshold()) {
            return;
        }
        if (crossing == null) {
            crossing = new Crossing(event.time(), event.id());
            first = sliding.first();
        }
        observed = Math.max(observed, held);
        Severity found = detector.severity(content);
        severity = severity == null ? found : severity.or(found);
    }

    boolean isCrossed() {
        return crossing != null;
    }

    /** The episode that begins with it. */
    Episode episode(long end) {
        return new Episode(null, first, crossing, end, 0, observed, severity, false, null);
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
                Math.max(observed, before.observed()),
                crossed ? before.severity().or(severity) : before.severity(),
                before.followed(),
                before.resolvedAt());
    }
}
