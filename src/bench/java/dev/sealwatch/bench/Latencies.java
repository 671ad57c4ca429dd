package dev.sealwatch.bench;

import java.util.Arrays;

/** How long answers took, in microseconds, in rising order. */
record Latencies(int[] micros) {

    /** Where nobody waits for an answer. */
    static final Latencies NONE = new Latencies(new int[0]);

    int count() {
        return micros.length;
    }

    /** Milliseconds within which that share of the answers came, where there are any. */
    double millis(double share) {
        return micros[(int) Math.ceil(share * micros.length) - 1] / 1e3;
    }

    /** Latencies in the order in which they were measured. */
    static final class Samples {

        private int[] micros = new int[1 << 16];
        private int count;

        void add(long nanos) {
            if (count == micros.length) {
                micros = Arrays.copyOf(micros, 2 * count);
            }
            micros[count++] = (int) (nanos / 1_000);
        }

        Latencies sorted() {
            int[] all = Arrays.copyOf(micros, count);
            Arrays.sort(all);
            return new Latencies(all);
        }
    }
}
