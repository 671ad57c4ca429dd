package dev.sealwatch.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a cycle of the detectors takes while entries arrive, with little and with much stored. */
record Detection(Settings settings, Postgres postgres, Path home) {

    private static final Pattern CYCLES =
            Pattern.compile("(?m)^siem_detection_cycle_duration_seconds_count(?:\\{[^}]*})? ([0-9.E]+)");
    private static final Pattern SECONDS =
            Pattern.compile("(?m)^siem_detection_cycle_duration_seconds_sum(?:\\{[^}]*})? ([0-9.E]+)");

    private static final String BEHIND = """
            select (select count(*) from batch_readers) < 8
                or exists (select from batch_readers where until is not null)
                or exists (select from batch_readers where era = 0)
            """;

    private static final String SHARES = """
            select string_agg(format('%s %s ms of %s entries', type, duration_ms, entries), E'\\n    '
                              order by duration_ms desc)
              from detector_states
            """;

    void run() throws Exception {
        List<Double> worst = new ArrayList<>();
        for (int rows : settings.historyRows()) {
            worst.add(measure(new History(rows)));
        }
        if (worst.size() == 2) {
            System.out.printf(
                    Locale.ROOT,
                    "p95 of the larger / p95 of the smaller: %.2f (aim <= 1.3)%n",
                    worst.get(1) / worst.get(0));
        }
    }

    private double measure(History history) throws Exception {
        try (Table table = Table.of(postgres)) {
            try (ServiceProcess once = ServiceProcess.start(home, settings, postgres, List.of("-Xmx512m"))) {
                once.login();
            }
            history.store(table);
            try (ServiceProcess service = ServiceProcess.start(home, settings, postgres, settings.serviceOptions())) {
                catchUp(table, history);
                return cycles(service, table, history);
            }
        }
    }

    private void catchUp(Table table, History history) throws Exception {
        long start = System.nanoTime();
        while (table.text(BEHIND).equals("t")) {
            Thread.sleep(500);
        }
        System.out.printf(
                Locale.ROOT,
                "%,d entries of the last 24 h stored and read by all detectors in %.0f s%n",
                history.rows(),
                (System.nanoTime() - start) / 1e9);
    }

    private double cycles(ServiceProcess service, Table table, History history) throws Exception {
        Api api = new Api(service.address());
        List<Double> seconds = new ArrayList<>();
        try (Arrivals arrivals = new Arrivals(api, api.ingestToken(service.login()), history)) {
            double count = metric(CYCLES, api);
            double sum = metric(SECONDS, api);
            long left = 0;
            // The first one is cut short by when the load began.
            for (int cycle = 0; cycle <= settings.cycles(); cycle++) {
                while (metric(CYCLES, api) < count + 1) {
                    Thread.sleep(200);
                }
                count++;
                double now = metric(SECONDS, api);
                seconds.add(now - sum);
                sum = now;
                long arrived = arrivals.sent() - left;
                History.leave(table, arrived);
                left += arrived;
            }
        }
        return print(seconds.subList(1, seconds.size()), table);
    }

    private double print(List<Double> seconds, Table table) throws Exception {
        List<Double> sorted = seconds.stream().sorted().toList();
        double p95 = sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1);
        System.out.printf(
                Locale.ROOT,
                "  %d cycles: p50 %.2f s, p95 %.2f s (aim < 2); eight trailing windows on the same data: %.2f s%n    %s%n",
                sorted.size(),
                sorted.get((sorted.size() - 1) / 2),
                p95,
                TrailingWindows.seconds(table),
                table.text(SHARES));
        return p95;
    }

    private static double metric(Pattern name, Api api) throws Exception {
        Matcher matcher = name.matcher(api.metrics());
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
    }
}
