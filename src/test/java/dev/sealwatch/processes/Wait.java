package dev.sealwatch.processes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** Waiting, always for something and never for ever. */
public final class Wait {

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private Wait() {}

    /**
     * How long it took.
     *
     * @throws IllegalStateException when it did not come within the limit
     */
    public static Duration until(String what, Duration limit, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new IllegalStateException("Waited " + limit.toSeconds() + " s in vain: " + what);
            }
            pause(LOOK_EVERY);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    public static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", stop);
        }
    }

    /** Below the range that outgoing connections use: nobody takes it while its owner is dead. */
    public static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                // The range is wide; the next one is free.
            }
        }
    }
}
