package dev.sealwatch.bench;

import dev.sealwatch.bench.Cycles.Cycle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How long a cycle of the detectors takes while entries arrive, and then a page, with little and with much stored. */
record Detection(Settings settings, Postgres postgres, Path home) {

    /** Stored entries that all detectors together have to read in a second, lest somebody wait for ever. */
    private static final int SLOWEST = 2_000;

    private static final Duration FIRST_CYCLE = Duration.ofMinutes(3);

    // Other stages read the same batches.
    private static final String BEHIND = """
            select (select count(*) from batch_readers where name like 'detection.%') < 8
                or exists (select from batch_readers where until is not null or era = 0)
            """;

    private static final String EPISODES = """
            select format('%s anomalies, %s of them live', count(*), count(*) filter (where ended_at is null))
              from security_anomalies
            """;

    void run() throws Exception {
        List<Measured> all = new ArrayList<>();
        for (int rows : settings.historyRows()) {
            all.add(measure(new History(rows, Night.justEnded())));
        }
        if (all.size() == 2) {
            all.get(1).compare(all.get(0));
        }
    }

    private Measured measure(History history) throws Exception {
        try (Table table = Table.of(postgres)) {
            try (ServiceProcess once = ServiceProcess.start(home, settings, postgres, List.of("-Xmx512m"))) {
                once.login();
            }
            long start = System.nanoTime();
            history.store(postgres, table);
            System.out.printf(
                    Locale.ROOT, "%,d entries of the last 24 h stored in %.0f s%n", history.rows(), since(start));
            try (ServiceProcess service = ServiceProcess.start(home, settings, postgres, options(history))) {
                catchUp(table, history);
                Measured cycles = cycles(service, table, history);
                new Views(new Api(service.address()), service.login()).print(table);
                return cycles;
            }
        }
    }

    private List<String> options(History history) {
        return Stream.concat(
                        settings.serviceOptions().stream(),
                        Stream.of(
                                "-Dsealwatch.detection.every="
                                        + settings.every().toSeconds() + "s",
                                "-Dsealwatch.detection.zone=" + history.night().zone()))
                .toList();
    }

    private void catchUp(Table table, History history) throws Exception {
        long start = System.nanoTime();
        double patience = FIRST_CYCLE.toSeconds() + (double) history.rows() / SLOWEST;
        while (table.text(BEHIND).equals("t")) {
            if (since(start) > patience) {
                throw new IllegalStateException("The detectors did not catch up within " + patience + " s");
            }
            Thread.sleep(500);
        }
        System.out.printf(
                Locale.ROOT,
                "  read by all detectors in %.0f s, the wait for the first cycle included: %s%n",
                since(start),
                table.text(EPISODES));
    }

    private Measured cycles(ServiceProcess service, Table table, History history) throws Exception {
        Api api = new Api(service.address());
        Cycles cycles = new Cycles(service, postgres);
        List<Cycle> measured = new ArrayList<>();
        String token = api.ingestToken(service.login(), "arrivals-" + history.rows());
        try (Arrivals arrivals = new Arrivals(api, token, history)) {
            // Two that do not count: one is cut short by when the load began, the next is the first that grows
            // episodes.
            long left = next(cycles, table, arrivals, 0);
            left = next(cycles, table, arrivals, left);
            Metrics before = cycles.metrics();
            while (measured.size() < settings.cycles()) {
                measured.add(cycles.next());
                left = leave(table, arrivals, left);
            }
            Measured result = new Measured(history.rows(), measured, before, cycles.metrics());
            result.print(TrailingWindows.seconds(table), table.text(EPISODES));
            return result;
        }
    }

    private static long next(Cycles cycles, Table table, Arrivals arrivals, long left) throws Exception {
        cycles.next();
        return leave(table, arrivals, left);
    }

    private static long leave(Table table, Arrivals arrivals, long left) throws Exception {
        long sent = arrivals.sent();
        History.leave(table, sent - left);
        return sent;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
