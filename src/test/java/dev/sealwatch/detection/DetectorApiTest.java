package dev.sealwatch.detection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
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
class DetectorApiTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String BRUTE_FORCE = "detectors.find { it.type == 'brute_force_attack' }.";

    @Inject
    Detection detection;

    @Inject
    DetectionGauges gauges;

    @Inject
    DetectorRun runs;

    @Inject
    Detectors detectors;

    @Inject
    LogRows rows;

    @Inject
    Pool pool;

    @BeforeEach
    @AfterEach
    void asConfigured() {
        detection.reset();
    }

    @Test
    void listsAllBeforeTheyEverRan() {
        detectors()
                .body("detectors", hasSize(detectors.types().size()))
                .body("detectors.health", everyItem(equalTo("waiting")))
                .body(BRUTE_FORCE + "threshold", equalTo(10))
                .body(BRUTE_FORCE + "window_seconds", equalTo(600))
                .body(BRUTE_FORCE + "attack", equalTo(List.of("T1110")))
                .body(BRUTE_FORCE + "last_run_at", nullValue());
        well().statusCode(200);
    }

    @Test
    void saysHowTheyFare() {
        rows.store(AnEntry.at(NOON).category("login_failed"));
        detection.cycleAt(NOON);

        detectors()
                .body("detectors.health", everyItem(equalTo("ok")))
                .body(BRUTE_FORCE + "last_success_at", equalTo("2026-03-04T12:00:00Z"))
                .body(BRUTE_FORCE + "lag_seconds", equalTo(0))
                .body(BRUTE_FORCE + "entries", equalTo(1))
                .body(BRUTE_FORCE + "skipped", equalTo(1));
    }

    @Test
    void saysWhichOneLags() {
        detection.cycleAt(NOON);
        detection.skipTo(NOON.plusSeconds(181));

        detectors().body("detectors.health", everyItem(equalTo("lagging")));
        well().statusCode(503).body(containsString("lagging"));
        live().statusCode(200);
    }

    /** The first of two batches is read, successfully, and the second has waited for ten minutes. */
    @Test
    void aBacklogIsALagHoweverWellItIsRead() {
        Instant later = NOON.plusSeconds(30);
        detection.cycleAt(NOON);
        rows.store(AnEntry.at(NOON).category("login_failed"));
        rows.store(AnEntry.at(later).category("login_failed"));
        detection.skipTo(later.plusSeconds(600));
        runs.run(detection.detector("brute_force_attack"), 1).await().indefinitely();
        gauges.refresh().await().indefinitely();

        detectors()
                .body(BRUTE_FORCE + "last_success_at", equalTo("2026-03-04T12:10:30Z"))
                .body(BRUTE_FORCE + "lag_seconds", equalTo(600))
                .body(BRUTE_FORCE + "health", equalTo("lagging"))
                .body("detectors.find { it.type == 'suspicious_ip' }.lag_seconds", equalTo(630));
        assertThat(given().get("/q/metrics").asString())
                .contains("siem_detection_lag_seconds{type=\"brute_force_attack\"} 600.0");
    }

    @Test
    void silenceIsNotHealth() {
        detection.skipTo(Instant.now().plusSeconds(600));

        detectors().body("detectors.health", everyItem(equalTo("lagging")));
        well().statusCode(503);
    }

    @Test
    void measuresFromTheStart() {
        for (int i = 0; i < 10; i++) {
            rows.store(AnEntry.at(NOON.plusSeconds(i)).category("login_failed").address("203.0.113.7"));
        }
        detection.cycleAt(NOON.plusSeconds(10));
        gauges.refresh().await().indefinitely();

        String metrics = given().get("/q/metrics").asString();

        assertThat(metrics)
                .contains(
                        "# HELP siem_detection_detector_duration_seconds One",
                        "# HELP siem_detection_lag_seconds Age",
                        "siem_detection_cycle_duration_seconds_count",
                        "siem_detection_failures_total{type=\"suspicious_ip\"}",
                        "siem_detection_skipped_entries_total{type=\"session_anomaly\"}",
                        "siem_detection_open_anomalies{severity=\"high\"} 1.0",
                        "siem_detection_open_anomalies{severity=\"critical\"} 0.0",
                        "siem_detection_threat_score 20.0",
                        "siem_detection_last_success_timestamp_seconds{type=\"brute_force_attack\"} 1.77262561E9");
    }

    @Test
    void aChangeHoldsFromTheNextCycleOn() {
        for (int i = 0; i < 4; i++) {
            rows.store(AnEntry.at(NOON.plusSeconds(i)).category("login_failed").address("203.0.113.7"));
        }
        detection.cycleAt(NOON.plusSeconds(10));
        put("brute_force_attack", "{\"threshold\": 5, \"window_seconds\": 300}")
                .statusCode(200)
                .body("threshold", equalTo(5))
                .body("window_seconds", equalTo(300));

        rows.store(AnEntry.at(NOON.plusSeconds(20)).category("login_failed").address("203.0.113.7"));
        detection.cycleAt(NOON.plusSeconds(30));

        assertThat(detection.found()).extracting(Detection.Found::count).containsExactly(5L);
        assertThat(audited()).containsExactly("10/600 5/300");
    }

    @Test
    void aChangeIsTakenBack() {
        put("brute_force_attack", "{\"threshold\": 5, \"window_seconds\": 300}").statusCode(200);

        delete("brute_force_attack")
                .statusCode(200)
                .body("threshold", equalTo(10))
                .body("window_seconds", equalTo(600));
        assertThat(audited()).containsExactly("10/600 5/300", "5/300 10/600");
        delete("no_such_detector").statusCode(404).contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            brute_force_attack | {"threshold": 0, "window_seconds": 300}          | 400
            brute_force_attack | {"threshold": 1000001, "window_seconds": 300}    | 400
            brute_force_attack | {"threshold": 5, "window_seconds": 0}            | 400
            brute_force_attack | {"threshold": 5, "window_seconds": 604801}       | 400
            brute_force_attack | {"threshold": 5}                                 | 400
            brute_force_attack | {"threshold": 5, "window_seconds": 5, "a": 1}    | 400
            brute_force_attack | null                                             | 400
            no_such_detector   | {"threshold": 5, "window_seconds": 300}          | 404
            """)
    void refusesWhatIsNoRule(String type, String body, int status) {
        put(type, body).statusCode(status).contentType("application/problem+json");
    }

    @Test
    void onlyManagersChangeThem() {
        given().auth()
                .oauth2(Tokens.of("detector-viewer", Permission.VIEW_AUDIT))
                .contentType("application/json")
                .body("{\"threshold\": 5, \"window_seconds\": 300}")
                .put("/api/siem/detectors/brute_force_attack")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(Tokens.of("detector-viewer", Permission.VIEW_AUDIT))
                .delete("/api/siem/detectors/brute_force_attack")
                .then()
                .statusCode(403);
    }

    private static ValidatableResponse detectors() {
        return given().auth()
                .oauth2(Tokens.of("detector-viewer", Permission.VIEW_AUDIT))
                .get("/api/siem/detectors")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse put(String type, String body) {
        return given().auth()
                .oauth2(Tokens.of("detector-manager", Permission.MANAGE))
                .contentType("application/json")
                .body(body)
                .put("/api/siem/detectors/" + type)
                .then();
    }

    private static ValidatableResponse delete(String type) {
        return given().auth()
                .oauth2(Tokens.of("detector-manager", Permission.MANAGE))
                .delete("/api/siem/detectors/" + type)
                .then();
    }

    private static ValidatableResponse well() {
        return given().get("/q/health/well").then();
    }

    private static ValidatableResponse live() {
        return given().get("/q/health/live").then();
    }

    private List<String> audited() {
        return pool.query("""
                        select (metadata -> 'before' ->> 'threshold') || '/' || (metadata -> 'before' ->> 'window_seconds')
                                   || ' ' || (metadata -> 'after' ->> 'threshold') || '/'
                                   || (metadata -> 'after' ->> 'window_seconds') as change
                          from aggregated_logs
                         where category = 'siem_detector_changed'
                         order by id
                        """).execute().await().indefinitely().stream()
                .map(row -> row.getString("change"))
                .toList();
    }
}
