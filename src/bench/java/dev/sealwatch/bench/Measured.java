package dev.sealwatch.bench;

import dev.sealwatch.bench.Cycles.Cycle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Cycles of the detectors.
 *
 * @param rows that were stored all the while
 * @param before what the detectors had done before these cycles, {@code after} when they were over
 */
record Measured(int rows, List<Cycle> cycles, Metrics before, Metrics after) {

    /** @param trailing seconds of each query of the other way. @param found what there is in the end */
    void print(Map<String, Double> trailing, String found) {
        System.out.printf(
                Locale.ROOT,
                "  %d cycles: p50 %.2f s, p95 %.2f s (aim < 2); processor time of one: service %.2f s, PostgreSQL %.2f s%n",
                cycles.size(),
                seconds(0.5),
                seconds(0.95),
                mean(cycle -> cycle.used().service()) / 1e6,
                mean(cycle -> cycle.used().postgres()) / 1e6);
        System.out.println("  " + found);
        Map<String, Double> shares = shares();
        double all = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        System.out.printf(
                Locale.ROOT,
                "  eight trailing windows on the same data, one after another: %.2f s%n",
                trailing.values().stream().mapToDouble(Double::doubleValue).sum());
        shares.forEach((type, seconds) -> System.out.printf(
                Locale.ROOT,
                "    %-22s %.2f s a cycle, all at once  %3.0f %%    its trailing window %.2f s%n",
                type,
                seconds,
                100 * seconds / all,
                trailing.get(type)));
    }

    void compare(Measured smaller) {
        System.out.printf(
                Locale.ROOT,
                "%,d to %,d entries: p95 x %.2f (aim <= 1.3), p50 x %.2f, processor time x %.2f%n",
                smaller.rows,
                rows,
                seconds(0.95) / smaller.seconds(0.95),
                seconds(0.5) / smaller.seconds(0.5),
                processor() / smaller.processor());
    }

    private double processor() {
        return mean(cycle -> cycle.used().service() + cycle.used().postgres());
    }

    private double seconds(double share) {
        List<Double> sorted = cycles.stream().map(Cycle::seconds).sorted().toList();
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private double mean(ToDoubleFunction<Cycle> value) {
        return cycles.stream().mapToDouble(value).average().orElseThrow();
    }

    /** Seconds that each detector took of a cycle, the longest first. */
    private Map<String, Double> shares() {
        Map<String, Double> byType = new TreeMap<>();
        after.detectors()
                .forEach((type, seconds) ->
                        byType.put(type, (seconds - before.detectors().get(type)) / cycles.size()));
        return byType.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }
}
