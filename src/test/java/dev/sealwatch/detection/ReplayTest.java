package dev.sealwatch.detection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ReplayTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String DAY =
            "\"start_date\": \"2026-03-04T00:00:00Z\", \"end_date\": \"2026-03-05T00:00:00Z\"";

    @Inject
    Detection detection;

    @Inject
    SnapshotStore snapshots;

    @Inject
    PastStore past;

    @Inject
    Detectors detectors;

    @Inject
    LogRows rows;

    @Inject
    Pool pool;

    @BeforeEach
    void twelveFailuresAndThreeNightlyAccesses() {
        detection.reset();
        for (int i = 0; i < 12; i++) {
            rows.store(AnEntry.at(NOON.plusSeconds(i))
                    .category("login_failed")
                    .user("Ann")
                    .address("203.0.113.7"));
        }
        for (int i = 0; i < 3; i++) {
            rows.store(AnEntry.at(NOON.minusSeconds(9 * 3600 - i))
                    .category("access")
                    .user("bob"));
        }
        rows.store(AnEntry.at(NOON).category("login_failed"));
    }

    @Test
    void findsWhatTheCycleFindsAndStoresNothing() {
        replay("{" + DAY + "}")
                .statusCode(200)
                .body("anomalies", hasSize(2))
                .body("anomalies.find { it.type == 'brute_force_attack' }.event_count", equalTo(12))
                .body("anomalies.find { it.type == 'brute_force_attack' }.evidence.log_ids", hasSize(12))
                .body("anomalies[0].id", nullValue());
        assertThat(detection.rows()).isEmpty();
        List<String> imagined = replay("{" + DAY + "}")
                .extract()
                .path("anomalies.collect { it.type + it.first_seen + it.last_seen + it.severity }.sort()");

        detection.cycleAt(NOON.plusSeconds(60));

        List<String> found = detection.found().stream()
                .map(one -> one.type() + one.first() + one.last() + one.severity())
                .sorted()
                .toList();
        assertThat(imagined).isEqualTo(found);
    }

    @Test
    void triesOtherThresholds() {
        replay("{" + DAY + ", \"types\": [\"brute_force_attack\"], \"thresholds\": {\"brute_force_attack\": 13}}")
                .statusCode(200)
                .body("anomalies", hasSize(0));
        replay("{" + DAY + ", \"types\": [\"anomalous_access\"], \"thresholds\": {\"anomalous_access\": 2}}")
                .body("anomalies.type", contains("anomalous_access"))
                .body("anomalies[0].rule.threshold", equalTo(2));
    }

    @Test
    void looksOnlyAtItsRange() {
        replay("{\"start_date\": \"2026-03-04T12:00:00Z\", \"end_date\": \"2026-03-04T12:00:11Z\"}")
                .body("anomalies.event_count", contains(11));
    }

    @Test
    void refusesASecondOne() {
        snapshots
                .alone(connection -> Uni.createFrom()
                        .item(() -> replay("{" + DAY + "}").statusCode(409).body("type", endsWith("replay_running")))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .await()
                .indefinitely();
    }

    @Test
    void refusesMoreThanMemoryHasRoomFor() {
        Detector all = detectors.all().stream()
                .filter(detector -> detector.type().equals("suspicious_ip"))
                .findFirst()
                .orElseThrow();
        Range range = new Range(null, Micros.of(NOON) - 1, Micros.of(NOON.plusSeconds(60)));

        String told = pool.withTransaction(connection -> past.within(connection, all, range, 11))
                .map(read -> "read " + read.byKey().size())
                .onFailure()
                .recoverWithItem(Throwable::getMessage)
                .await()
                .indefinitely();

        assertThat(told).startsWith("Over 11 entries matter to suspicious_ip");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                                     | start_date
            {"start_date": "2026-03-05T00:00:00Z", "end_date": "2026-03-05T00:00:00Z"}                 | end_date
            {"start_date": "2026-03-05T00:00:00Z", "end_date": "2026-04-06T00:00:00Z"}                 | 31 days
            {"start_date": "2026-03-04T00:00:00Z", "end_date": "2026-03-05T00:00:00Z", "types": ["x"]}   | types
            {"start_date": "2026-03-04T00:00:00Z", "end_date": "2026-03-05T00:00:00Z", "thresholds": {"brute_force_attack": 0}} | thresholds
            {"start_date": "tomorrow", "end_date": "2026-03-05T00:00:00Z"}                             | start_date
            null                                                                                   | invalid
            """)
    void refusesWhatCanNotBeReplayed(String body, String told) {
        replay(body).statusCode(400).body(containsString(told));
    }

    private static ValidatableResponse replay(String body) {
        return given().auth()
                .oauth2(Tokens.of("replayer", Permission.MANAGE))
                .contentType("application/json")
                .body(body)
                .post("/api/siem/detection/replay")
                .then();
    }
}
