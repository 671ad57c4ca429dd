package dev.sealwatch.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class DashboardTest {

    private static final Instant NOON = Instant.parse("2028-06-14T12:00:00Z");

    private static final String ANOMALIES = """
            insert into security_anomalies (
                   type, key, severity, confidence, event_count, first_seen, crossed_at, crossing_entry, last_seen,
                   detected_at, detected_late, ended_at, threshold, window_seconds, observed, followed, evidence)
            select 'data_exfiltration', 'user:ann', severity, 0.8, 5, at, at, 1, at, at, false, at, 5, 1800, 5, false, '{}'
              from unnest(array['low', 'critical', 'medium']) as found (severity),
                   (select '2028-06-14T11:00:00Z'::timestamptz as at) as times
            """;

    private static final String COUNTS = """
            insert into log_counts (retention_days, received_from, hour, source, level, category, entries)
            values (90, '2028-06-12T00:00:00Z', '2028-06-14T11:00:00Z', 'system', 'info', 'boot', 7),
                   (90, '2028-06-12T00:00:00Z', '2028-06-14T12:00:00Z', 'system', 'warn', 'boot', 2),
                   (90, '2028-06-12T00:00:00Z', '2028-06-12T11:00:00Z', 'system', 'warn', 'boot', 100)
            """;

    private static final String SCORES = """
            insert into threat_scores (at, score)
            values ('2028-06-14T11:31:00Z', 40), ('2028-06-14T11:44:00Z', 55)
            """;

    private static final String THREATS = """
            insert into threat_intelligence (
                   indicator, indicator_key, type, threat_level, description, source, set_by, occurrences, first_seen,
                   last_seen, expires_at)
            values ('203.0.113.7', '203.0.113.7', 'ip', 'high', null, 'suspicious_ip', null, 2, '2028-06-14T11:00:00Z',
                    '2028-06-14T11:00:00Z', '2028-07-14T11:00:00Z'),
                   ('Eve', 'eve', 'user', 'low', 'Left in May.', 'manual', 'bob', 9, '2028-06-14T11:00:00Z',
                    '2028-06-14T11:00:00Z', null),
                   ('203.0.113.8', '203.0.113.8', 'ip', 'high', null, 'suspicious_ip', null, 99, '2028-05-14T11:00:00Z',
                    '2028-05-14T11:00:00Z', '2028-06-14T12:00:00Z')
            """;

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    @Inject
    Pool pool;

    @BeforeEach
    void given3Anomalies() {
        empty();
        clock.set(NOON);
        List.of(ANOMALIES, COUNTS, SCORES).forEach(this::run);
        rows.store(AnEntry.at(NOON.minusSeconds(5)).message("the latest"));
    }

    @AfterEach
    void empty() {
        run("truncate security_anomalies, threat_scores, log_counts, detector_states, threat_intelligence");
    }

    @Test
    void showsWhatTheScoreIsMadeOf() {
        JsonPath shown = dashboard()
                .body("threat_score.score", equalTo(55))
                .body("threat_score.level", equalTo("HIGH"))
                .body("threat_score.history.score", equalTo(List.of(55)))
                .body("anomalies.critical", equalTo(1))
                .body("anomalies.high", equalTo(0))
                .extract()
                .jsonPath();

        assertThat(shown.getList("threat_score.contributions.points", Integer.class))
                .containsExactly(40, 10, 5);
        assertThat(shown.getList("threat_score.contributions.type", String.class))
                .containsOnly("data_exfiltration");
    }

    @Test
    void showsTheLastDay() {
        dashboard()
                .body("statistics.total", equalTo(9))
                .body("statistics.by_level.info", equalTo(7))
                .body("statistics.timeline", hasSize(25))
                .body("statistics.timeline[24].count", equalTo(2))
                .body("recent_logs[0].message", equalTo("the latest"))
                .body("generated_at", equalTo("2028-06-14T12:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en     | Very many requests, for many users, and many of them errors.
            ro, en | Foarte multe cereri, pentru mulți utilizatori, multe dintre ele erori.
            """)
    void describesTheThreatsThatHoldInTheLanguageOfTheReader(String languages, String description) {
        run(THREATS);

        dashboard(languages)
                .body("threats.indicator", contains("Eve", "203.0.113.7"))
                .body("threats.description", contains("Left in May.", description))
                .body("threats[1].threat_level", equalTo("high"))
                .body("threats[1].occurrences", equalTo(2));
    }

    @Test
    void showsHowDetectionFares() {
        dashboard()
                .body("detection.last_cycle", equalTo("2028-06-14T11:44:00Z"))
                .body("detection.detectors.type", hasItems("account_enumeration", "suspicious_ip"));
    }

    @Test
    void showsTheLastVerification() {
        given().auth()
                .oauth2(Tokens.of("dashboard-viewer", Permission.VIEW_AUDIT))
                .contentType("application/json")
                .body("{\"start_date\": \"2028-06-14T11:00:00Z\"}")
                .post("/api/siem/logs/verify")
                .then()
                .statusCode(200);

        dashboard().body("integrity.state", equalTo("done")).body("integrity.result.total", notNullValue());
    }

    @Test
    void isForThoseWhoMayLook() {
        given().get("/api/siem/dashboard").then().statusCode(401);
        given().auth()
                .oauth2(Tokens.of("dashboard-manager", Permission.MANAGE))
                .get("/api/siem/dashboard")
                .then()
                .statusCode(403);
    }

    private static ValidatableResponse dashboard() {
        return dashboard("en");
    }

    private static ValidatableResponse dashboard(String languages) {
        return given().auth()
                .oauth2(Tokens.of("dashboard-viewer", Permission.VIEW_AUDIT))
                .header("Accept-Language", languages)
                .get("/api/siem/dashboard")
                .then()
                .statusCode(200);
    }

    private void run(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }
}
