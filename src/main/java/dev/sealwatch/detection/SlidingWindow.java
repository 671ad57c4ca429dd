package dev.sealwatch.detection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The window {@code (t - length, t]} that ends at the newest event of a sequence in order of time. */
final class SlidingWindow {

    private final long length;
    private final Deque<Event> events = new ArrayDeque<>();
    private final Map<String, Integer> values = new HashMap<>();
    private int marked;
    private int fresh;

    /** @param length in microseconds */
    SlidingWindow(long length) {
        this.length = length;
    }

    /** Moves the end of the window to that event. */
    void add(Event event) {
        while (!events.isEmpty() && event.time() - events.peekFirst().time() >= length) {
            remove();
        }
        events.addLast(event);
        marked += event.marked() ? 1 : 0;
        fresh += event.fresh() ? 1 : 0;
        if (event.value() != null) {
            values.merge(event.value(), 1, Integer::sum);
        }
    }

    private void remove() {
        Event oldest = events.removeFirst();
        marked -= oldest.marked() ? 1 : 0;
        fresh -= oldest.fresh() ? 1 : 0;
        if (oldest.value() != null) {
            values.computeIfPresent(oldest.value(), (value, times) -> times == 1 ? null : times - 1);
        }
    }

    Window content() {
        return new Window(events.size(), values.size(), marked);
    }

    /** Whether it holds anything that was read for the first time. */
    boolean isFresh() {
        return fresh > 0;
    }

    /** Event time of the oldest event in it. */
    long first() {
        return events.getFirst().time();
    }
}
