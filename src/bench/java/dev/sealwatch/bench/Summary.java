package dev.sealwatch.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What the rounds say together, beside the aims. Machines drift, so only what lay close in time is compared. */
record Summary(List<Result> results) {

    void print() {
        ratio("A", "L1", "");
        ratio("A", "L4", "aim >= 0.60");
        ratio("B", "P8", "aim >= 1.0");
        ratio("C", "L4", "");
        latency("A", 0.95, "aim <= 43");
        latency("A", 0.99, "aim <= 61");
        latency("B", 0.99, "aim < 25");
    }

    private void ratio(String over, String under, String aim) {
        double[] above = all(over, Result::rate);
        double[] below = all(under, Result::rate);
        if (below.length > 0) {
            double[] ratios = IntStream.range(0, above.length)
                    .mapToDouble(round -> above[round] / below[round])
                    .toArray();
            line(over + "/" + under, ratios, "%.2f", aim);
        }
    }

    private void latency(String name, double share, String aim) {
        double[] millis = all(name, result -> result.latencies().millis(share));
        line("%s p%.0f ms".formatted(name, 100 * share), millis, "%.1f", aim);
    }

    private double[] all(String name, ToDoubleFunction<Result> value) {
        return results.stream()
                .filter(result -> result.name().equals(name))
                .mapToDouble(value)
                .toArray();
    }

    private static void line(String name, double[] values, String format, String aim) {
        String each = DoubleStream.of(values)
                .mapToObj(value -> String.format(Locale.ROOT, format, value))
                .collect(Collectors.joining("  "));
        double median = DoubleStream.of(values).sorted().toArray()[values.length / 2];
        System.out.printf(Locale.ROOT, "%-8s  %s   median " + format + "   %s%n", name, each, median, aim);
    }
}
