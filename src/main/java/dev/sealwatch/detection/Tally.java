package dev.sealwatch.detection;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** How often each value occurs. @param others occurrences of values for which there was no more room */
record Tally(Map<String, Long> counts, long others) {

    static final Tally NONE = new Tally(Map.of(), 0);
    private static final int ROOM = 200;
    private static final Comparator<Map.Entry<String, Long>> MOST_FREQUENT =
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    Tally with(Tally more) {
        Map<String, Long> sum = new TreeMap<>(counts);
        long rest = others + more.others;
        for (Map.Entry<String, Long> entry : more.counts.entrySet()) {
            if (sum.containsKey(entry.getKey()) || sum.size() < ROOM) {
                sum.merge(entry.getKey(), entry.getValue(), Long::sum);
            } else {
                rest += entry.getValue();
            }
        }
        return new Tally(Map.copyOf(sum), rest);
    }

    /** The most frequent first; how many occurrences are left out is told under the name. */
    Map<String, Long> most(int names, String name, Map<String, Long> leftOut) {
        Map<String, Long> most = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(MOST_FREQUENT)
                .limit(names)
                .forEach(entry -> most.put(entry.getKey(), entry.getValue()));
        long rest = others
                + counts.values().stream().mapToLong(Long::longValue).sum()
                - most.values().stream().mapToLong(Long::longValue).sum();
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
