package dev.sealwatch.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A stretch of a key's events. @param after event time, microseconds, exclusive. @param until inclusive */
record Range(String key, long after, long until) {

    /** What has to be read around events at these times, in as few stretches as do not overlap. */
    static List<Range> around(String key, long[] times, Rule rule) {
        // No window is longer than a gap, within which there may be what does not count and yet matters.
        long gap = Micros.of(rule.gap());
        List<Range> ranges = new ArrayList<>();
        long after = times[0] - gap;
        long until = times[0] + gap;
        for (long time : times) {
            if (time - gap > until) {
                ranges.add(new Range(key, after, until));
                after = time - gap;
            }
            until = time + gap;
        }
        ranges.add(new Range(key, after, until));
        return ranges;
    }

    /**
     * What has to be read where a tail stands for the newest window: what leaves it, and what is new.
     *
     * @param latest event time of the last event that is known or fresh, microseconds
     */
    static List<Range> beyond(String key, Tail tail, long latest, Rule rule) {
        long window = Micros.of(rule.window());
        long leaving = Math.min(latest - window, tail.at());
        return List.of(
                new Range(key, tail.at() - window, leaving), new Range(key, tail.at(), latest + Micros.of(rule.gap())));
    }

    /** Whether what was last seen then may go on behind the end. */
    boolean endsWithin(long last, long gap) {
        return last <= until && last > until - gap;
    }

    /** The same, read on to the right. */
    Range further() {
        return new Range(key, after, until + 2 * (until - after));
    }

    /** The same in parts that are as long, but for the last. */
    List<Range> parts(long length) {
        return LongStream.iterate(after, start -> start < until, start -> start + length)
                .mapToObj(start -> new Range(key, start, Math.min(start + length, until)))
                .toList();
    }

    /** What lies between stretches of one key, unread. */
    static List<Range> between(List<Range> ranges) {
        List<Range> disjoint = disjoint(ranges);
        return IntStream.range(1, disjoint.size())
                .mapToObj(i -> new Range(disjoint.get(i).key, disjoint.get(i - 1).until, disjoint.get(i).after))
                .toList();
    }

    /** The same stretches, each event in one of them only. */
    static List<Range> disjoint(List<Range> ranges) {
        List<Range> disjoint = new ArrayList<>();
        List<Range> inOrder = ranges.stream()
                .sorted(Comparator.comparing(Range::key).thenComparingLong(Range::after))
                .toList();
        for (Range range : inOrder) {
            Range last = disjoint.isEmpty() ? null : disjoint.get(disjoint.size() - 1);
            if (last != null && last.key.equals(range.key) && range.after < last.until) {
                disjoint.set(disjoint.size() - 1, new Range(last.key, last.after, Math.max(last.until, range.until)));
            } else {
                disjoint.add(range);
            }
        }
        return disjoint;
    }
}
