package dev.sealwatch.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How long an analyst waits for a page: each asked for again and again, by one who is signed in. */
record Views(Api api, String session) {

    /** Of each page; together fewer than one person may ask for in a minute. */
    private static final int TIMES = 60;

    private static final String USER = """
            select user_id from security_anomalies where user_id is not null order by last_seen desc, id limit 1
            """;

    private static final String ADDRESS = """
            select ip_address from security_anomalies where key like 'ip:%' order by event_count desc, id limit 1
            """;

    void print(Table table) throws Exception {
        for (Map.Entry<String, String> page : pages(table).entrySet()) {
            Latencies.Samples samples = new Latencies.Samples();
            for (int i = 0; i < TIMES; i++) {
                long start = System.nanoTime();
                api.page(session, page.getValue());
                samples.add(System.nanoTime() - start);
            }
            Latencies latencies = samples.sorted();
            System.out.printf(
                    Locale.ROOT,
                    "  page %-26s p50 %5.0f ms, p95 %5.0f ms%n",
                    page.getKey(),
                    latencies.millis(0.5),
                    latencies.millis(0.95));
        }
    }

    private static Map<String, String> pages(Table table) throws Exception {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("intelligence (aim 300)", "/security/intelligence");
        pages.put("logs, filtered (aim 300)", "/security/intelligence?tab=logs&source=authentication&level=warn");
        pages.put("anomalies", "/security/intelligence?tab=anomalies");
        pages.put("a user (aim 500)", "/security/entity?user_id=" + table.text(USER));
        pages.put("an address (aim 500)", "/security/entity?ip_address=" + table.text(ADDRESS));
        return pages;
    }
}
