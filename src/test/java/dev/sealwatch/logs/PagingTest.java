package dev.sealwatch.logs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads pages while entries arrive: on time, late, early, at the very same microsecond. */
@QuarkusTest
class PagingTest {

    private static final Instant NOW = Instant.parse("2027-09-10T12:00:00Z");

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    @ParameterizedTest
    @CsvSource({"1, -timestamp, 7", "2, -timestamp, 3", "3, timestamp, 7", "4, timestamp, 50", "5, -timestamp, 1"})
    void neitherRepeatsNorSkipsWhatWasStoredWhenPageOneWasRead(long seed, String sort, int limit) {
        clock.set(NOW);
        Random random = new Random(seed);
        String category = "paged_" + seed;
        List<String> before = Stream.generate(() -> store(random, category))
                .limit(12)
                .flatMap(List::stream)
                .toList();

        List<String> seen = new ArrayList<>();
        String next = page(category, sort, limit, null, seen);
        while (next != null) {
            store(random, category);
            next = page(category, sort, limit, next, seen);
        }

        assertThat(seen).doesNotHaveDuplicates().containsAll(before);
    }

    private List<String> store(Random random, String category) {
        Instant received = NOW.minus(Duration.ofHours(random.nextInt(30 * 24)));
        List<AnEntry> entries = Stream.generate(() -> random)
                .limit(1 + random.nextInt(5))
                .map(r -> AnEntry.at(received.plus(Duration.ofHours(r.nextInt(10) == 0 ? 24 : -r.nextInt(60 * 24) / 7)))
                        .category(category)
                        .logId(new UUID(r.nextLong(), r.nextLong()))
                        .retention(r.nextBoolean() ? 90 : 30))
                .toList();
        rows.storeAt(received, entries);
        return entries.stream()
                .map(e -> e.receivedAt(received).logId().toString())
                .toList();
    }

    private static String page(String category, String sort, int limit, String cursor, List<String> seen) {
        var request = given().auth()
                .oauth2(Tokens.of("pages-analyst", Permission.VIEW_AUDIT))
                .queryParam("category", category)
                .queryParam("sort", sort)
                .queryParam("limit", limit);
        var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                .get("/api/siem/logs")
                .then()
                .statusCode(200)
                .extract();
        seen.addAll(page.path("logs.log_id"));
        return page.path("pagination.next");
    }
}
