package dev.sealwatch.logs;

import dev.sealwatch.logs.Statistics.Bucket;
import dev.sealwatch.pages.Frame;
import dev.sealwatch.pages.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How many entries there are over time, as bars; every one leads to its entries. */
record Timeline(List<Bar> bars, long seconds, Instant since, Instant until, long total) {

    /** Of no time at all. */
    static final Timeline NONE = new Timeline(List.of(), 0, Instant.EPOCH, Instant.EPOCH, 0);

    /** As many as can be told apart, and each of them hit (WCAG 2.5.8). */
    private static final int MOST_BARS = 48;

    private static final int BAR = 24;
    private static final int HEIGHT = 100;
    private static final int TALLEST = 88;

    /** What is there at all is to be seen, one critical entry among thousands too. */
    private static final int LEAST = 3;

    private static final Duration DAY = Duration.ofDays(1);
    private static final List<Duration> WIDTHS = Stream.of(
                    "PT1S", "PT5S", "PT10S", "PT30S", "PT1M", "PT2M", "PT5M", "PT10M", "PT15M", "PT30M", "PT1H", "PT3H",
                    "PT6H", "PT12H", "P1D", "P2D", "P7D", "P14D", "P28D", "P91D")
            .map(Duration::parse)
            .toList();

    /** Which levels are drawn as one, from the bottom up. */
    private static final List<Tone> TONES = List.of(
            new Tone("low", List.of("debug", "info")),
            new Tone("medium", List.of("warn")),
            new Tone("high", List.of("error")),
            new Tone("critical", List.of("critical")));

    private record Tone(String severity, List<String> levels) {

        long count(Map<String, Long> byLevel) {
            return levels.stream()
                    .mapToLong(level -> byLevel.getOrDefault(level, 0L))
                    .sum();
        }
    }

    /** @param top from the top of the drawing */
    record Part(String severity, int top, int height) {}

    /** @param left from the left of the drawing. @param current whether it is not over yet */
    record Bar(
            int left,
            Instant from,
            Instant until,
            long count,
            Map<String, Long> byLevel,
            List<Part> parts,
            boolean current,
            Query link) {

        public long of(String level) {
            return byLevel.getOrDefault(level, 0L);
        }

        public int middle() {
            return left + BAR / 2;
        }
    }

    public int width() {
        return bars.size() * BAR;
    }

    /** Whole buckets, so that counts by the hour answer it where they can. */
    static StatisticsQuery question(LogFilter filter, Instant since, Instant until) {
        Duration width = width(Duration.between(since, until));
        Instant first = begin(since, width);
        Instant last = begin(until, width);
        return new StatisticsQuery(filter.between(first, last.isBefore(until) ? last.plus(width) : last), width);
    }

    private static Duration width(Duration range) {
        return WIDTHS.stream()
                .filter(width -> range.dividedBy(width) < MOST_BARS)
                .findFirst()
                .orElseGet(() -> DAY.multipliedBy(range.dividedBy(DAY) / MOST_BARS + 1));
    }

    private static Instant begin(Instant time, Duration width) {
        long seconds = time.getEpochSecond() - StatisticsQuery.ORIGIN.getEpochSecond();
        return StatisticsQuery.ORIGIN.plusSeconds(Math.floorDiv(seconds, width.toSeconds()) * width.toSeconds());
    }

    static Timeline of(StatisticsQuery query, Statistics counted, Frame frame) {
        List<Bucket> buckets = counted.timeline();
        long most = buckets.stream().mapToLong(Bucket::count).max().orElse(0);
        List<Bar> bars = IntStream.range(0, buckets.size())
                .mapToObj(place -> bar(place, buckets.get(place), query.interval(), most, frame))
                .toList();
        return new Timeline(
                bars, query.interval().toSeconds(), counted.startDate(), counted.endDate(), counted.total());
    }

    private static Bar bar(int place, Bucket bucket, Duration width, long most, Frame frame) {
        Instant until = bucket.time().plus(width);
        Query link = frame.query().without("detail").with("from", bucket.time()).with("to", until);
        boolean current = until.isAfter(frame.now()) && !bucket.time().isAfter(frame.now());
        return new Bar(
                place * BAR,
                bucket.time(),
                until,
                bucket.count(),
                bucket.byLevel(),
                parts(bucket.byLevel(), most),
                current,
                link);
    }

    private static List<Part> parts(Map<String, Long> byLevel, long most) {
        List<Part> parts = new ArrayList<>();
        int top = HEIGHT;
        for (Tone tone : TONES) {
            long count = tone.count(byLevel);
            int height = count == 0 ? 0 : Math.max(LEAST, (int) (count * TALLEST / most));
            top -= height;
            if (height > 0) {
                parts.add(new Part(tone.severity(), top, height));
            }
        }
        return List.copyOf(parts);
    }
}
