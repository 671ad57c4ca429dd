package dev.sealwatch.logs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries of the greatest size there is: a page of a thousand would have 128 MiB. */
@QuarkusTest
class HeavyEntriesTest {

    private static final Instant NOON = Instant.parse("2028-06-20T12:00:00Z");
    private static final int ENTRIES = 70;
    private static final int KIB = 1_024;
    private static final int MIB = 1_024 * KIB;

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    @Inject
    SliceStore slices;

    private static boolean stored;

    @BeforeEach
    void storeOnce() {
        clock.set(NOON);
        if (!stored) {
            stored = true;
            String padding = "x".repeat(64 * KIB - 20);
            rows.storeAt(
                    NOON,
                    IntStream.range(0, ENTRIES)
                            .mapToObj(i -> AnEntry.at(NOON.minus(Duration.ofMillis(i)))
                                    .category("heavy")
                                    .message(i + padding)
                                    .metadata("{\"a\": \"" + padding + "\"}"))
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areReadInPortionsThatFitIntoMemory(boolean newestFirst) {
        LogFilter filter = LogQuery.of(Map.of("category", List.of("heavy"))).filter();

        Slice slice = slices.read(new Stretch(filter, null, null, 1_000, 0), newestFirst)
                .await()
                .indefinitely();

        assertThat(slice.more()).isTrue();
        assertThat(slice.entries().stream()
                        .mapToInt(entry -> entry.entry().message().length()
                                + entry.entry().metadata().length())
                        .sum())
                .isBetween(4 * MIB, 4 * MIB + 128 * KIB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "-timestamp"})
    void comeInSmallerPagesWithoutOneBeingLost(String sort) {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        while (cursor != null) {
            JsonObject page = new JsonObject(ask("/api/siem/logs?category=heavy&limit=1000&sort=" + sort + cursor));
            page.getJsonArray("logs").forEach(log -> seen.add(((JsonObject) log).getString("log_id")));
            JsonObject pagination = page.getJsonObject("pagination");
            assertThat(pagination.getInteger("total")).isEqualTo(ENTRIES);
            String next = pagination.getString("next");
            cursor = next == null ? null : "&cursor=" + next;
            pages++;
        }

        assertThat(seen).hasSize(ENTRIES).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void areAllExported() {
        assertThat(ask("/api/siem/export?format=ndjson&category=heavy").lines()).hasSize(ENTRIES);
    }

    private static String ask(String path) {
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(Tokens.of("heavy-reader", Permission.VIEW_AUDIT))
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
