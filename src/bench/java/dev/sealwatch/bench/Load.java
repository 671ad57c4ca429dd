package dev.sealwatch.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;

/** Keeps all connections busy from one thread until the time is up and the last answers are in. */
final class Load implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What the service acknowledged, and how soon. */
    record Outcome(long acknowledged, double seconds, Latencies latencies) {}

    private final Selector selector = Selector.open();
    private final Latencies.Samples samples = new Latencies.Samples();
    private final Scenario scenario;
    private final long start = System.nanoTime();
    private final long deadline;
    private int busy;

    private Load(Scenario scenario, Duration time) throws IOException {
        this.scenario = scenario;
        this.deadline = start + time.toNanos();
    }

    static Outcome run(Scenario scenario, Target target, List<Payload> payloads, Duration time) throws IOException {
        try (Load load = new Load(scenario, time)) {
            for (int i = 0; i < scenario.connections; i++) {
                new Connection(target, new Requests(scenario, target, payloads, i), load.selector).begin();
                load.busy++;
            }
            return load.finish();
        }
    }

    private Outcome finish() throws IOException {
        while (busy > 0) {
            if (selector.select(this::serve, PATIENCE.toMillis()) == 0) {
                throw new IllegalStateException("No answer within " + PATIENCE);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Latencies latencies = samples.sorted();
        return new Outcome((long) latencies.count() * scenario.acknowledged(), seconds, latencies);
    }

    private void serve(SelectionKey key) {
        try {
            Connection connection = (Connection) key.attachment();
            if (key.isWritable()) {
                connection.write();
            }
            if (key.isReadable() && connection.read().isPresent()) {
                samples.add(connection.nanos());
                proceed(connection);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("The service broke a connection", broken);
        }
    }

    private void proceed(Connection connection) throws IOException {
        if (System.nanoTime() < deadline) {
            connection.begin();
        } else {
            connection.close();
            busy--;
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
