package dev.sealwatch.logs;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class StatisticsTest {

    /** A day that no other test writes to. */
    private static final Instant NOON = Instant.parse("2027-04-05T12:00:00Z");

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    private static boolean stored;

    @BeforeEach
    void storeOnce() {
        clock.set(NOON);
        if (!stored) {
            stored = true;
            rows.storeAt(
                    NOON,
                    List.of(
                            AnEntry.at(NOON.minusSeconds(3_600))
                                    .source("system")
                                    .category("b"),
                            AnEntry.at(NOON.minusSeconds(3_599))
                                    .source("application")
                                    .category("a"),
                            AnEntry.at(NOON.minusSeconds(60))
                                    .source("application")
                                    .category("b")
                                    .level(LogEntry.Level.WARN),
                            AnEntry.at(NOON.minusSeconds(86_400)).category("b"),
                            AnEntry.at(NOON.minusSeconds(86_401)),
                            AnEntry.at(NOON)));
        }
    }

    @Test
    void countsTheLastDay() {
        get("").statusCode(200)
                .body("total", equalTo(4))
                .body("by_source", equalTo(java.util.Map.of("application", 3, "system", 1)))
                .body("by_level", equalTo(java.util.Map.of("info", 3, "warn", 1)))
                .body("by_category.keySet()", contains("b", "a"))
                .body("start_date", equalTo("2027-04-04T12:00:00Z"))
                .body("end_date", equalTo("2027-04-05T12:00:00Z"))
                .body("timeline", hasSize(24))
                .body("timeline[0].time", equalTo("2027-04-04T12:00:00Z"))
                .body(
                        "timeline.count",
                        contains(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3))
                .body("timeline[23].by_level", equalTo(java.util.Map.of("info", 2, "warn", 1)));
    }

    @Test
    void filtersAndDividesAsAsked() {
        get("category=b&interval=30m&start_date=2027-04-05T10:45:00Z&end_date=2027-04-05T12:00:00Z")
                .body("total", equalTo(2))
                .body("timeline.time", contains("2027-04-05T10:30:00Z", "2027-04-05T11:00:00Z", "2027-04-05T11:30:00Z"))
                .body("timeline.count", contains(0, 1, 1));
    }

    @Test
    void weeksBeginOnMonday() {
        get("interval=7d&start_date=2027-04-01T00:00:00Z")
                .body("timeline.time", contains("2027-03-29T00:00:00Z", "2027-04-05T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            interval=0s,                                                     interval
            interval=5,                                                      interval
            interval=1s,                                                     interval
            interval=99999d,                                                 interval
            end_date=2027-04-01T00:00:00Z&start_date=2027-04-01T00:00:00Z,   end_date
            limit=5,                                                         limit
            """)
    void refusesWhatItCantCount(String parameters, String field) {
        get(parameters).statusCode(400).body("errors.field", contains(field));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            PT1M,   60
            PT10M,  60
            PT1H,   60
            P1D,    24
            P2D,    48
            P30D,   31
            P3650D, 11
            """)
    void choosesAReadableInterval(Duration range, int buckets) {
        get("source=nothing&end_date=2027-04-05T12:00:00Z&start_date=" + NOON.minus(range))
                .body("timeline", hasSize(buckets));
    }

    private static ValidatableResponse get(String parameters) {
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(Tokens.of("statistics-analyst", Permission.VIEW_AUDIT))
                .get("/api/siem/statistics" + (parameters.isEmpty() ? "" : "?" + parameters))
                .then();
    }
}
