package dev.sealwatch.logs;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Entries of a time, counted. The timeline has every bucket, those without entries too. */
record Statistics(
        long total,
        Map<String, Long> bySource,
        Map<String, Long> byLevel,
        Map<String, Long> byCategory,
        List<Bucket> timeline,
        Instant startDate,
        Instant endDate) {

    /** Unknown categories are stored, so whoever sends can make any number of them: the most frequent are named. */
    private static final int MOST_NAMES = 100;

    /** @param time its begin; only what lies in the range is counted, also in the first and the last bucket */
    record Bucket(Instant time, long count, Map<String, Long> byLevel) {}

    /** Entries of one source, of one category, or of one level in one bucket; what it is not of is null. */
    record Count(Instant bucket, String source, String level, String category, long entries) {}

    static Statistics of(StatisticsQuery query, List<Count> counts) {
        Map<Instant, List<Count>> byTime =
                counts.stream().filter(count -> count.bucket() != null).collect(Collectors.groupingBy(Count::bucket));
        List<Bucket> timeline = query.buckets().stream()
                .map(time -> bucket(time, byTime.getOrDefault(time, List.of())))
                .toList();
        return new Statistics(
                timeline.stream().mapToLong(Bucket::count).sum(),
                by(Count::source, counts),
                by(Count::level, counts),
                by(Count::category, counts),
                timeline,
                query.filter().since(),
                query.filter().until());
    }

    private static Bucket bucket(Instant time, List<Count> counts) {
        return new Bucket(time, counts.stream().mapToLong(Count::entries).sum(), by(Count::level, counts));
    }

    /** The most frequent first. */
    private static Map<String, Long> by(Function<Count, String> respect, List<Count> counts) {
        Map<String, Long> sums = counts.stream()
                .filter(count -> respect.apply(count) != null)
                .collect(Collectors.groupingBy(respect, Collectors.summingLong(Count::entries)));
        Map<String, Long> sorted = new LinkedHashMap<>();
        sums.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_NAMES)
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
