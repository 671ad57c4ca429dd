package dev.sealwatch.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How long an analyst waits for a page: each asked for again and again, by one who is signed in. */
record Views(Api api, String session) {

    /** Of each page; together fewer than one person may ask for in a minute. */
    private static final int TIMES = 60;

    private static final String INTELLIGENCE = "/security/intelligence";
    private static final String LOGS = INTELLIGENCE + "?tab=logs";

    private static final String USER = """
            select user_id from security_anomalies where user_id is not null order by last_seen desc, id limit 1
            """;

    private static final String ADDRESS = """
            select ip_address from security_anomalies where key like 'ip:%' order by event_count desc, id limit 1
            """;

    private static final String ANOMALY = """
            select id::text from security_anomalies order by event_count desc, id limit 1
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
                    "  page %-28s p50 %5.0f ms, p95 %5.0f ms%n",
                    page.getKey(),
                    latencies.millis(0.5),
                    latencies.millis(0.95));
        }
    }

    private static Map<String, String> pages(Table table) throws Exception {
        String user = table.text(USER);
        String address = table.text(ADDRESS);
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("intelligence (aim 300)", INTELLIGENCE);
        pages.put("logs, by level (aim 300)", LOGS + "&source=authentication&level=warn");
        pages.put("logs, by category (aim 300)", LOGS + "&category=data_export");
        pages.put("logs, by user (aim 300)", LOGS + "&user_id=" + user);
        pages.put("logs, by address (aim 300)", LOGS + "&ip_address=" + address);
        pages.put("logs, by text (aim 300)", LOGS + "&search=GET");
        pages.put("logs, without (aim 300)", LOGS + "&not_source=access&not_user_id=" + user);
        pages.put("logs, in 15 min (aim 300)", LOGS + "&from=now-15m&level=error");
        pages.put("anomalies", INTELLIGENCE + "?tab=anomalies");
        pages.put("an anomaly", INTELLIGENCE + "?tab=anomalies&detail=" + table.text(ANOMALY));
        pages.put("overview", "/security");
        pages.put("a user (aim 500)", "/security/entity?user_id=" + user);
        pages.put("an address (aim 500)", "/security/entity?ip_address=" + address);
        return pages;
    }
}
