package dev.sealwatch.detection;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How often each value occurs. @param others occurrences of values for which there was no more room */
record Tally(Map<String, Long> counts, long others) {

    static final Tally NONE = new Tally(Map.of(), 0);
    static final int ROOM = 200;
    private static final Comparator<Map.Entry<String, Long>> MOST_FREQUENT =
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    /** Of both, the most frequent; there is room for so many. */
    Tally with(Tally more) {
        Map<String, Long> sum = new HashMap<>(counts);
        more.counts.forEach((name, times) -> sum.merge(name, times, Long::sum));
        Map<String, Long> kept = sum;
        if (sum.size() > ROOM) {
            kept = sum.entrySet().stream()
                    .sorted(MOST_FREQUENT)
                    .limit(ROOM)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
        return new Tally(Map.copyOf(kept), others + more.others + total(sum) - total(kept));
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The most frequent first; how many occurrences are left out is told under the name. */
    Map<String, Long> most(int names, String name, Map<String, Long> leftOut) {
        Map<String, Long> most = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(MOST_FREQUENT)
                .limit(names)
                .forEach(entry -> most.put(entry.getKey(), entry.getValue()));
        long rest = others + total(counts) - total(most);
        if (rest > 0) {
            leftOut.put(name, rest);
        }
        return most;
    }

    /** The most frequent value, or null; of equals the first in alphabetical order. */
    String top() {
        return counts.entrySet().stream()
                .min(MOST_FREQUENT)
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
