package dev.sealwatch.dashboard;

import dev.sealwatch.dashboard.Entity.Hour;
import dev.sealwatch.pages.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The last day as bars, an hour each; every one leads to its entries. */
record HourBars(List<Bar> bars, long most) {

    private static final int HOURS = 24;
    private static final int WIDTH = 10;
    private static final int HEIGHT = 60;
    private static final Duration HOUR = Duration.ofHours(1);

    /** @param place from the left, 0 to 23. @param height of the drawing's 60 units; what is there at all is to be seen */
    record Bar(int place, int height, Instant from, long entries, Query link) {

        /** From the left of the drawing's 240 units. */
        public int left() {
            return place * WIDTH;
        }

        /** From the top of the drawing. */
        public int top() {
            return HEIGHT - height;
        }
    }

    static HourBars of(Entity entity, List<Hour> hours, Instant now) {
        Map<Instant, Long> counts = hours.stream().collect(Collectors.toMap(Hour::from, Hour::entries));
        long most = hours.stream().mapToLong(Hour::entries).max().orElse(0);
        Instant first = now.truncatedTo(ChronoUnit.HOURS).minus(HOUR.multipliedBy(HOURS - 1));
        List<Bar> bars = IntStream.range(0, HOURS)
                .mapToObj(place -> bar(entity, place, first.plus(HOUR.multipliedBy(place)), counts, most))
                .toList();
        return new HourBars(bars, most);
    }

    private static Bar bar(Entity entity, int place, Instant from, Map<Instant, Long> counts, long most) {
        long entries = counts.getOrDefault(from, 0L);
        int height = entries == 0 ? 0 : (int) Math.max(2, entries * HEIGHT / most);
        Query link = entity.logs().with("from", from).with("to", from.plus(HOUR));
        return new Bar(place, height, from, entries, link);
    }
}
