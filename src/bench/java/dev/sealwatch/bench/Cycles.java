package dev.sealwatch.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Waits for the cycles of the detectors, one after another. */
final class Cycles {

    /** @param used processor time from its beginning to its end, of everybody: entries arrive all the while */
    record Cycle(double seconds, Cpu used) {}

    private record Sample(long nanos, Cpu used) {}

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ServiceProcess service;
    private final Postgres postgres;
    private final Api api;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private Metrics last;

    Cycles(ServiceProcess service, Postgres postgres) throws Exception {
        this.service = service;
        this.postgres = postgres;
        this.api = new Api(service.address());
        this.last = Metrics.of(api);
    }

    /** What the detectors did so far. */
    Metrics metrics() {
        return last;
    }

    /** The next one, when it has ended. */
    Cycle next() throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Metrics now = look();
        while (now.cycles() == last.cycles()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("No cycle of the detectors ended within " + PATIENCE);
            }
            Thread.sleep(LOOK.toMillis());
            now = look();
        }
        double seconds = now.seconds() - last.seconds();
        last = now;
        return new Cycle(seconds, used(seconds));
    }

    private Metrics look() throws Exception {
        samples.addLast(new Sample(System.nanoTime(), Cpu.now(service.pid(), postgres.pid())));
        return Metrics.of(api);
    }

    private Cpu used(double seconds) {
        Sample end = samples.getLast();
        Sample begin = samples.getFirst();
        while (samples.size() > 1 && end.nanos - samples.getFirst().nanos > seconds * 1e9) {
            begin = samples.removeFirst();
        }
        samples.clear();
        return end.used.since(begin.used);
    }
}
