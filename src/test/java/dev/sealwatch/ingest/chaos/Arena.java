package dev.sealwatch.ingest.chaos;

import dev.sealwatch.ingest.chaos.Shipment.Shape;
import dev.sealwatch.processes.Api;
import dev.sealwatch.processes.DatabaseProcess;
import dev.sealwatch.processes.Home;
import dev.sealwatch.processes.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The place of the trial: one database, one service that may get a replica, producers and their journal. */
final class Arena implements AutoCloseable {

    private static final int PRODUCERS = 6;
    private static final List<Shape> DURABLE = List.of(
            Shape.SINGLE, Shape.SINGLE, Shape.ARRAY, Shape.GZIP_ARRAY, Shape.ATOMIC, Shape.STREAM, Shape.GZIP_STREAM);
    private static final List<Shape> BUFFERED = List.of(Shape.BUFFERED);

    private final long seed = Long.getLong("chaos.seed", System.nanoTime() % 1_000_000);
    private final Path home = Home.empty("chaos");
    private final String password = UUID.randomUUID().toString();
    private final Map<String, String> settings;
    private final DatabaseProcess database;
    private final List<ServiceProcess> services = new ArrayList<>();
    private final Journal journal;
    private final Api api;
    private final List<String> tokens;
    private final List<Producer> producers;

    Arena() {
        journal = new Journal(home.resolve("journal.log"));
        database = DatabaseProcess.create(home);
        settings = ServiceProcess.settings(database.url(), password);
        api = Api.signIn(addService(), password);
        tokens = IntStream.range(0, PRODUCERS)
                .mapToObj(producer -> api.ingestToken(SentEntry.tokenName(producer)))
                .toList();
        producers = IntStream.range(0, PRODUCERS)
                .mapToObj(id -> new Producer(id, id == 0 ? BUFFERED : DURABLE, this))
                .toList();
    }

    /** One more replica. */
    ServiceProcess addService() {
        Path log = home.resolve("service-" + (services.size() + 1) + ".log");
        ServiceProcess service = ServiceProcess.create(log, settings);
        services.add(service);
        return service;
    }

    /** All producers send to these replicas while something happens, and until each of their entries has its answer. */
    void underLoad(List<ServiceProcess> replicas, Runnable events) {
        Load load = new Load(producers, replicas);
        try {
            events.run();
        } finally {
            load.end();
        }
    }

    Referee referee() {
        return new Referee(database, journal, services.stream().map(api::at).toList());
    }

    ServiceProcess service() {
        return services.get(0);
    }

    DatabaseProcess database() {
        return database;
    }

    Journal journal() {
        return journal;
    }

    String tokenOf(int producer) {
        return tokens.get(producer);
    }

    long seed() {
        return seed;
    }

    /** The end of what every process printed. */
    String tails() {
        return Stream.concat(services.stream().map(ServiceProcess::tail), Stream.of(database.tail()))
                .collect(Collectors.joining("\n\n"));
    }

    @Override
    public void close() throws IOException {
        services.forEach(ServiceProcess::close);
        database.close();
        journal.close();
    }
}
