package dev.sealwatch.bench;

import java.util.Locale;

/**
 * One measurement.
 *
 * @param name A to C are the service, L1, L4 and P8 the limits
 */
record Result(String name, String words, long rows, double seconds, Latencies latencies, Cpu cpu) {

    private static final String LINE = "%-2s  %-40s %,9d rows %6.1f s %,8.0f/s   %s"
            + "CPU us/row: service %5.1f  PostgreSQL %5.1f  load %5.1f   busy %.2f of %d";

    private static final String LATENCY = "p50 %6.1f  p95 %6.1f  p99 %6.1f ms   ";

    double rate() {
        return rows / seconds;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                LINE,
                name,
                words,
                rows,
                seconds,
                rate(),
                latency(),
                cpu.service() / rows,
                cpu.postgres() / rows,
                cpu.load() / rows,
                cpu.total() / 1e6 / seconds,
                Runtime.getRuntime().availableProcessors());
    }

    private String latency() {
        return latencies.count() == 0
                ? " ".repeat(LATENCY.formatted(0.0, 0.0, 0.0).length())
                : String.format(
                        Locale.ROOT, LATENCY, latencies.millis(0.50), latencies.millis(0.95), latencies.millis(0.99));
    }
}
