package dev.sealwatch.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Long exports, to a slow client and while the database fails. */
@QuarkusTest
class ExportStreamTest {

    private static final Instant NOON = Instant.parse("2028-01-20T12:00:00Z");
    private static final int BATCHES = 30;
    private static final int ENTRIES = 1_000;
    private static final String PADDING = "x".repeat(1_000);

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    @Inject
    Pool pool;

    @TestHTTPResource("/api/siem/export?format=ndjson&category=streamed")
    String url;

    private static boolean stored;

    @BeforeEach
    void storeOnce() {
        clock.set(NOON);
        if (!stored) {
            stored = true;
            IntStream.range(0, BATCHES).forEach(this::storeBatch);
        }
    }

    private void storeBatch(int batch) {
        Instant received = NOON.minus(Duration.ofHours(batch));
        rows.storeAt(
                received,
                IntStream.range(0, ENTRIES)
                        .mapToObj(i -> AnEntry.at(received.minusMillis(i))
                                .category("streamed")
                                .message(i + PADDING))
                        .toList());
    }

    @Test
    void sendsEverythingToASlowReaderAndNothingThatCameLater() throws Exception {
        try (BufferedReader lines = reader(open())) {
            String first = lines.readLine();
            Thread.sleep(1_500);
            rows.storeAt(
                    NOON, List.of(AnEntry.at(NOON.minus(Duration.ofHours(20))).category("streamed")));

            Set<String> rest = lines.lines().map(ExportStreamTest::id).collect(Collectors.toSet());

            assertThat(rest).hasSize(BATCHES * ENTRIES - 1).doesNotContain(id(first));
        }
    }

    @Test
    void breaksOffVisiblyWhenTheDatabaseFails() throws Exception {
        AtomicLong read = new AtomicLong();
        try (BufferedReader lines = reader(open())) {
            lines.readLine();
            execute("alter function matching_entries rename to moved_away");

            assertThatThrownBy(() -> lines.lines().forEach(line -> read.incrementAndGet()))
                    .hasCauseInstanceOf(IOException.class);
        } finally {
            execute("alter function moved_away rename to matching_entries");
        }
        assertThat(read.get()).isPositive().isLessThan(BATCHES * ENTRIES - 1);
    }

    @Test
    void leavesOneEntryOfAReaderWhoLeft() throws Exception {
        HttpURLConnection connection = open("streamer-leaving");
        reader(connection).readLine();
        connection.disconnect();

        List<JsonObject> told = told("streamer-leaving");
        for (int attempt = 0; attempt < 100 && told.isEmpty(); attempt++) {
            Thread.sleep(100);
            told = told("streamer-leaving");
        }
        assertThat(told).singleElement().satisfies(details -> {
            assertThat(details.getBoolean("aborted")).isTrue();
            assertThat(details.getInteger("entries")).isPositive().isLessThan(BATCHES * ENTRIES);
        });
    }

    private List<JsonObject> told(String user) {
        return pool
                .preparedQuery("select metadata from aggregated_logs where category = 'siem_export' and user_id = $1")
                .execute(Tuple.of(user))
                .await()
                .indefinitely()
                .stream()
                .map(row -> row.getJsonObject("metadata"))
                .toList();
    }

    private HttpURLConnection open() throws IOException {
        return open("streamer");
    }

    private HttpURLConnection open(String user) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + Tokens.of(user, Permission.VIEW_AUDIT));
        assertThat(connection.getResponseCode()).isEqualTo(200);
        return connection;
    }

    private static BufferedReader reader(HttpURLConnection connection) throws IOException {
        return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String id(String line) {
        return new JsonObject(line).getString("log_id");
    }

    private void execute(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }
}
