package dev.sealwatch.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Everything that is stored, out in each format, with a heap that could not hold it. */
record Export(Settings settings, Postgres postgres, Path home) {

    private static final String HEAP = "-Xmx256m";
    private static final int ROWS_A_BATCH = 1_000;
    /** Stands once in each row; the service's own audit trail, which is exported too, does not know it. */
    private static final String MARK = "order_placed";

    private static final Pattern COLLECTED = Pattern.compile("->(\\d+)M\\(");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private static final String BATCHES = """
            insert into log_batches (era, writer, writer_seq, created_at, entries, key_no, mac)
            select 1, 'bench', batch, now() - interval '1 day' + batch * interval '1 s', %d,
                   (select min(key_no) from signature_keys), sha256(int4send(batch))
              from generate_series(1, %d) as batch
            """;

    private static final String ROWS = """
            insert into aggregated_logs (
                   id, batch_no, timestamp, created_at, event_time, log_id, batch_pos, retention_days, key_no,
                   source, level, category, message, metadata, user_id, user_key, ip_address, ip_key, user_agent,
                   principal, signature, leaf_commit)
            select batch_no * 65536 + position, batch_no, created_at, created_at, created_at, gen_random_uuid(), position,
                   90, key_no, 'application', 'info', 'order_placed',
                   'Order ' || id || ' over 129.90 EUR placed by ' || person || ', livrare în București',
                   jsonb_build_object('order', id, 'items', position %% 9, 'currency', 'EUR', 'shop', 'ro'),
                   person, person, '10.0.0.0'::inet + id %% 20000, '10.0.0.0'::inet + id %% 20000,
                   'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
                   'token:bench', sha256(int4send(id)), sha256(int4send(-id))
              from log_batches
             cross join generate_series(0, %d - 1) as position
             cross join lateral (values ((writer_seq * 1000 + position)::int)) as numbers (id)
             cross join lateral (values ('user' || id %% 5000)) as people (person)
             where writer = 'bench'
             order by 1
            """;

    void run() throws Exception {
        Path gc = home.resolve("gc.log");
        List<String> options = List.of(HEAP, "-Xlog:gc:file=" + gc);
        try (ServiceProcess service = ServiceProcess.start(home, settings, postgres, options);
                Table table = Table.of(postgres)) {
            fill(table);
            Api api = new Api(service.address());
            String session = service.login();
            for (String format : List.of("ndjson", "csv", "json")) {
                export(api.export(session, format), format);
            }
            System.out.printf(
                    Locale.ROOT,
                    "Service with %s: at most %d MB after a collection, resident at most %d MB%n",
                    HEAP,
                    largest(COLLECTED, gc),
                    largest(PEAK, Path.of("/proc/" + service.pid() + "/status")) / 1024);
        }
    }

    private void fill(Table table) throws Exception {
        table.empty();
        table.execute("call make_log_partition(90, now() - interval '1 day')");
        table.execute("call make_log_partition(90, now())");
        table.execute(BATCHES.formatted(ROWS_A_BATCH, settings.exportRows() / ROWS_A_BATCH));
        table.execute(ROWS.formatted(ROWS_A_BATCH));
        table.execute("vacuum analyze aggregated_logs");
    }

    private void export(InputStream body, String format) throws IOException {
        long start = System.nanoTime();
        Occurrences rows = Occurrences.of(MARK, body);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (rows.count() != settings.exportRows()) {
            throw new IllegalStateException(format + " has " + rows.count() + " of " + settings.exportRows() + " rows");
        }
        System.out.printf(
                Locale.ROOT,
                "export %-6s  %,d rows  %6.1f s  %,8.0f rows/s  %6.1f MB/s%n",
                format,
                rows.count(),
                seconds,
                rows.count() / seconds,
                rows.bytes() / 1e6 / seconds);
    }

    private static long largest(Pattern number, Path file) throws IOException {
        return number.matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .mapToLong(text -> Long.parseLong(text.replaceAll("\\D", "")))
                .max()
                .orElse(0);
    }
}
