package dev.sealwatch.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The service and the limits of its database in turn, each from an empty table. */
final class Ingest {

    /** After it the server has counted the time of sessions that ended. */
    private static final Duration SETTLE = Duration.ofMillis(300);

    private final Settings settings;
    private final Postgres postgres;
    private final ServiceProcess service;
    private final Target target;
    private final Table table;
    private final Path home;
    private final Map<Scenario, List<Payload>> payloads = new EnumMap<>(Scenario.class);

    private Ingest(Settings settings, Postgres postgres, ServiceProcess service, Table table) throws Exception {
        this.settings = settings;
        this.postgres = postgres;
        this.service = service;
        this.table = table;
        this.home = service.log().getParent();
        String token = new Api(service.address()).ingestToken(service.login(), Table.SENDER_NAME);
        this.target = new Target(service.address(), token);
        for (Scenario scenario : Scenario.values()) {
            payloads.put(scenario, Payload.render(scenario, target, settings.sendIds()));
        }
    }

    static List<Result> run(Settings settings, Postgres postgres, Path home) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home, settings, postgres, settings.serviceOptions());
                Table table = Table.of(postgres)) {
            System.out.println(table.settings());
            Ingest ingest = new Ingest(settings, postgres, service, table);
            ingest.warmUp();
            List<Result> results = new ArrayList<>();
            for (int round = 1; round <= settings.rounds(); round++) {
                System.out.println("Round " + round);
                ingest.round(results);
            }
            return results;
        }
    }

    private void warmUp() throws Exception {
        for (Scenario scenario : Scenario.values()) {
            Load.run(scenario, target, payloads.get(scenario), settings.warmUp());
        }
    }

    private void round(List<Result> results) throws Exception {
        Path rows = home.resolve("rows");
        results.add(serve(Scenario.A));
        table.save(rows);
        results.add(copy(rows, 1));
        results.add(copy(rows, 4));
        Files.delete(rows);
        Result single = serve(Scenario.B);
        results.add(single);
        Optional<Path> pgbench = postgres.program("pgbench");
        if (pgbench.isPresent()) {
            results.add(insert(new Pgbench(postgres, pgbench.get()), single.rows()));
        } else {
            System.out.println("P8  not measured: this PostgreSQL comes without pgbench");
        }
        results.add(serve(Scenario.C));
    }

    private Result serve(Scenario scenario) throws Exception {
        return measure(scenario.name(), scenario.words(), () -> {
            Load.Outcome outcome = Load.run(scenario, target, payloads.get(scenario), settings.each());
            Latencies latencies = scenario.streams() ? Latencies.NONE : outcome.latencies();
            return new Run(outcome.acknowledged(), outcome.seconds(), latencies);
        });
    }

    private Result copy(Path rows, int connections) throws Exception {
        long lines = table.stored();
        String words = "COPY of 1000 rows, " + connections + (connections == 1 ? " connection" : " connections");
        return measure("L" + connections, words, () -> {
            double seconds = Copy.run(postgres, rows, connections);
            return new Run(lines, seconds, Latencies.NONE);
        });
    }

    private Result insert(Pgbench pgbench, long rows) throws Exception {
        return measure("P8", "pgbench, 1 row a commit, 8 connections", () -> {
            double seconds = pgbench.run(table, home, rows);
            return new Run(rows / Pgbench.CONNECTIONS * Pgbench.CONNECTIONS, seconds, Latencies.NONE);
        });
    }

    private Result measure(String name, String words, Measured what) throws Exception {
        table.empty();
        Cpu before = Cpu.now(service.pid(), postgres.pid());
        Run run = what.run();
        Thread.sleep(SETTLE.toMillis());
        Cpu used = Cpu.now(service.pid(), postgres.pid()).since(before);
        long stored = table.stored();
        if (stored != run.rows) {
            throw new IllegalStateException(name + ": " + run.rows + " rows acknowledged, " + stored + " stored");
        }
        Result result = new Result(name, words, run.rows, run.seconds, run.latencies, used);
        System.out.println(result.line());
        return result;
    }

    private record Run(long rows, double seconds, Latencies latencies) {}

    private interface Measured {
        Run run() throws Exception;
    }
}
