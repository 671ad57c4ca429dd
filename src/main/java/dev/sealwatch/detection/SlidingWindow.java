package dev.sealwatch.detection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The window {@code (t - length, t]} that ends at the newest event of a sequence in order of time. */
final class SlidingWindow {

    private final long length;
    private final Deque<Event> events = new ArrayDeque<>();
    private final Map<String, Integer> values = new HashMap<>();
    private int size;
    private int marked;
    private int fresh;

    /** @param length in microseconds */
    SlidingWindow(long length) {
        this.length = length;
    }

    /** As it was kept. @param oldest of its events: all that may leave it, in order; the others are only counted */
    SlidingWindow(long length, Tail tail, List<Event> oldest) {
        this.length = length;
        this.size = tail.events();
        this.marked = tail.marked();
        this.values.putAll(tail.values());
        this.events.addAll(oldest);
    }

    /** Moves the end of the window to that event. */
    void add(Event event) {
        while (!events.isEmpty() && event.time() - events.peekFirst().time() >= length) {
            remove();
        }
        events.addLast(event);
        size++;
        marked += event.marked() ? 1 : 0;
        fresh += event.fresh() ? 1 : 0;
        if (event.value() != null) {
            values.merge(event.value(), 1, Integer::sum);
        }
    }

    private void remove() {
        Event oldest = events.removeFirst();
        size--;
        marked -= oldest.marked() ? 1 : 0;
        fresh -= oldest.fresh() ? 1 : 0;
        if (oldest.value() != null) {
            values.computeIfPresent(oldest.value(), (value, times) -> times == 1 ? null : times - 1);
        }
    }

    Window content() {
        return new Window(size, values.size(), marked);
    }

    /** Whether it holds anything that was read for the first time. */
    boolean isFresh() {
        return fresh > 0;
    }

    /** To go on with later. @param at event time of its newest event */
    Tail tail(long at) {
        return new Tail(at, size, marked, Map.copyOf(values));
    }

    /** Event time of the oldest event in it. */
    long first() {
        return events.getFirst().time();
    }
}
