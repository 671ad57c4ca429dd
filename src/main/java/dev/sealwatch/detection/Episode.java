package dev.sealwatch.detection;

import java.util.Collection;
import java.util.List;

/**
 * One attack: as it is stored, or as it is about to be. Times are microseconds since 1970.
 *
 * @param id of its anomaly, or null before that is stored
 * @param firstSeen first event of the first window that reached the threshold
 * @param crossing the event that reached it
 * @param count events from first to last seen
 * @param worst what the worst window held, by the rule that it was judged by
 * @param followed see {@link Detector#followed}
 * @param resolvedAt when an analyst resolved it, or null: what happens later does not belong to it
 */
record Episode(
        Long id,
        long firstSeen,
        Crossing crossing,
        long lastSeen,
        long count,
        Worst worst,
        Severity severity,
        boolean followed,
        Long resolvedAt) {

    /** @param entry id of the entry that reached the threshold */
    record Crossing(long time, long entry) {

        static Crossing earlier(Crossing one, Crossing other) {
            boolean first = one.time < other.time || one.time == other.time && one.entry <= other.entry;
            return first ? one : other;
        }
    }

    /** @param observed events, or distinct values. @param rule as it was then; it may have been changed since */
    record Worst(int observed, Rule rule) {

        /** Whichever went further beyond its threshold. */
        Worst or(Worst other) {
            return (long) other.observed * rule.threshold() > (long) observed * other.rule.threshold() ? other : this;
        }
    }

    boolean isResolved() {
        return resolvedAt != null;
    }

    boolean covers(long time) {
        return firstSeen <= time && time <= lastSeen;
    }

    /**
     * Whether something at that time is too late to belong to it. What it held when it was resolved stays in it, also
     * where a sender's clock was ahead: it counts in one anomaly only.
     */
    boolean isClosedAt(long time) {
        return resolvedAt != null && time > Math.max(resolvedAt, lastSeen);
    }

    /** One episode where events joined several: it keeps the oldest id. */
    static Episode joined(Collection<Episode> episodes) {
        return episodes.stream().reduce(Episode::with).orElseThrow();
    }

    private Episode with(Episode other) {
        return new Episode(
                Math.min(id, other.id),
                Math.min(firstSeen, other.firstSeen),
                Crossing.earlier(crossing, other.crossing),
                Math.max(lastSeen, other.lastSeen),
                count + other.count,
                worst.or(other.worst),
                severity.or(other.severity),
                followed || other.followed,
                resolvedAt);
    }

    /** The same with that many events more. */
    Episode counting(long more) {
        return new Episode(id, firstSeen, crossing, lastSeen, count + more, worst, severity, followed, resolvedAt);
    }

    Episode followedBy(Severity worse) {
        return new Episode(id, firstSeen, crossing, lastSeen, count, worst, severity.or(worse), true, resolvedAt);
    }

    static List<Long> ids(Collection<Episode> episodes) {
        return episodes.stream().map(Episode::id).toList();
    }
}
