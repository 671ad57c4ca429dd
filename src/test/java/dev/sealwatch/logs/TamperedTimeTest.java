package dev.sealwatch.logs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows whose timestamps nobody can have sent: somebody has written them into the database. */
@QuarkusTest
@Timeout(60)
class TamperedTimeTest {

    private static final Instant NOON = Instant.parse("2028-05-15T12:00:00Z");
    private static final String CATEGORY = "tampered_time";
    private static final List<String> TIMES =
            List.of("infinity", "infinity", "290000-01-01", "2140-01-01", "0050-01-01 BC", "-infinity", "-infinity");

    private static final String LAST = "9999-12-31T23:59:59.999999Z";
    private static final String FIRST = "0001-01-01T00:00:00Z";

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    @Inject
    Pool pool;

    private List<String> ids;

    @BeforeEach
    void tamper() {
        clock.set(NOON);
        // Received long before the day that the newest entries are looked for in.
        Instant received = NOON.minus(Duration.ofDays(40));
        List<AnEntry> entries = Stream.generate(() -> AnEntry.at(received).category(CATEGORY))
                .limit(TIMES.size() + 1)
                .toList();
        long batch = rows.storeAt(received, entries);
        IntStream.range(0, TIMES.size()).forEach(pos -> set(batch * 65_536 + pos, TIMES.get(pos)));
        ids = entries.stream()
                .map(entry -> entry.receivedAt(received).logId().toString())
                .toList();
    }

    private void set(long id, String time) {
        pool.preparedQuery("update aggregated_logs set timestamp = $2::text::timestamptz where id = $1")
                .execute(Tuple.of(id, time))
                .await()
                .indefinitely();
    }

    /** Others may ask for everything. */
    @AfterEach
    void clean() {
        pool.preparedQuery("delete from aggregated_logs where category = $1")
                .execute(Tuple.of(CATEGORY))
                .await()
                .indefinitely();
    }

    @Test
    void areExportedWithTheNearestTimeThatCanBeWritten() {
        List<JsonPath> lines = ask("/api/siem/export?format=ndjson&category=" + CATEGORY)
                .lines()
                .map(JsonPath::new)
                .toList();

        assertThat(lines).extracting(line -> line.getString("log_id")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(lines)
                .extracting(line -> line.getString("timestamp"))
                .containsExactly(LAST, LAST, LAST, "2140-01-01T00:00:00Z", "2028-04-05T12:00:00Z", FIRST, FIRST, FIRST);
        assertThat(ask("/api/siem/export?format=csv&category=" + CATEGORY)).contains("," + LAST + ",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "-timestamp"})
    void areListedOnceEachPageByPage(String sort) {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = new JsonPath(ask("/api/siem/logs?limit=1&category=" + CATEGORY + "&sort=" + sort + cursor));
            seen.addAll(page.getList("logs.log_id"));
            String next = page.getString("pagination.next");
            cursor = next == null ? null : "&cursor=" + next;
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/siem/statistics?category=" + CATEGORY,
                "/api/siem/export?end_date=2028-01-01T00:00:00Z&source=system",
                "/api/siem/logs"
            })
    void areInNobodysWay(String path) {
        assertThat(ask(path)).isNotEmpty();
    }

    private static String ask(String path) {
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(Tokens.of("tampered-time-reader", Permission.VIEW_AUDIT))
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
