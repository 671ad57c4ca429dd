package dev.sealwatch.detection;

import java.util.ArrayList;
import java.util.List;

/** Events of one key with no pause between neighbours, and the stored episodes that they belong to. */
final class Piece {

    private final List<Event> events = new ArrayList<>();
    private final List<Episode> episodes = new ArrayList<>();
    private long end = Long.MIN_VALUE;

    /** Whether an event at that time, or an episode that begins then, goes on with it. */
    boolean reaches(long time, long gap) {
        return end != Long.MIN_VALUE
                && time - end < gap
                && episodes.stream().noneMatch(episode -> episode.isClosedAt(time));
    }

    /** What was resolved stays as it is, and what is open never vanishes into something resolved. */
    boolean takes(Episode episode) {
        return episodes.isEmpty() || !episode.isResolved() && episodes.stream().noneMatch(Episode::isResolved);
    }

    void add(Event event) {
        events.add(event);
        end = Math.max(end, event.time());
    }

    void add(Episode episode) {
        episodes.add(episode);
        end = Math.max(end, episode.lastSeen());
    }

    List<Event> events() {
        return events;
    }

    List<Episode> episodes() {
        return episodes;
    }

    long end() {
        return end;
    }

    /** Whether that is the window of a known episode of it. */
    boolean holds(Tail tail, long gap) {
        return episodes.stream().anyMatch(episode -> tail.isOf(episode, gap));
    }

    /** When an episode of it that is known crossed the threshold first, or later than ever. */
    long crossed() {
        return episodes.stream()
                .mapToLong(episode -> episode.crossing().time())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Event time of the newest that was read. */
    long lastEvent() {
        return events.get(events.size() - 1).time();
    }

    /** Whether anything in it was read for the first time. */
    boolean isFresh() {
        return events.stream().anyMatch(Event::fresh);
    }

    /** Whether the event was counted in one of its episodes before. */
    boolean wasCounted(Event event) {
        return !event.fresh() && episodes.stream().anyMatch(episode -> episode.covers(event.time()));
    }
}
