package dev.sealwatch.detection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sealwatch.detection.Detection.Found;
import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ninth detector is one file: {@link AccountLockout} is named nowhere else but here. */
@QuarkusTest
class NinthDetectorTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final Found LOCKED_OUT =
            new Found("account_lockout", "user:anna", "medium", 3, NOON, NOON.plusSeconds(2));

    @Inject
    Detection detection;

    @Inject
    LogRows rows;

    @BeforeEach
    void empty() {
        detection.reset();
    }

    @AfterEach
    void leaveNothing() {
        detection.reset();
    }

    @Test
    void firesWithTheOthers() {
        lockOut(3);
        detection.cycleAt(NOON.plusSeconds(60));

        assertThat(detection.found()).containsExactly(LOCKED_OUT);
        asked().get("/api/siem/anomalies?type=account_lockout")
                .then()
                .statusCode(200)
                .body("anomalies[0].attack", equalTo(List.of("T1531")))
                .body("anomalies[0].description", equalTo("anna: 3 within 20 min (threshold 3)."))
                .body("anomalies[0].evidence.query", containsString("&category=account_locked&"));
    }

    @Test
    void isSetMeasuredAndReplayedLikeTheOthers() {
        asked().contentType("application/json")
                .body("{\"threshold\": 4, \"window_seconds\": 60}")
                .put("/api/siem/detectors/account_lockout")
                .then()
                .statusCode(200);
        lockOut(3);
        detection.cycleAt(NOON.plusSeconds(60));

        assertThat(detection.found()).isEmpty();
        asked().get("/api/siem/detectors")
                .then()
                .body("detectors.find { it.type == 'account_lockout' }.threshold", equalTo(4))
                .body("detectors.find { it.type == 'account_lockout' }.health", equalTo("ok"));
        assertThat(given().get("/q/metrics").asString())
                .contains("siem_detection_failures_total{type=\"account_lockout\"} 0.0");
        asked().contentType("application/json")
                .body("{\"start_date\": \"2026-03-04T00:00:00Z\", \"end_date\": \"2026-03-05T00:00:00Z\","
                        + " \"thresholds\": {\"account_lockout\": 3}, \"types\": [\"account_lockout\"]}")
                .post("/api/siem/detection/replay")
                .then()
                .statusCode(200)
                .body("anomalies.type", equalTo(List.of("account_lockout")));
    }

    private void lockOut(int times) {
        rows.storeAt(
                NOON.plusSeconds(30),
                IntStream.range(0, times)
                        .mapToObj(second -> AnEntry.at(NOON.plusSeconds(second))
                                .category("account_locked")
                                .user("anna"))
                        .toList());
    }

    private static RequestSpecification asked() {
        return given().auth().oauth2(Tokens.of("ninth", Permission.MANAGE, Permission.VIEW_AUDIT));
    }
}
