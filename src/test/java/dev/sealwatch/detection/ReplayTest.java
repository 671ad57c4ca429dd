package dev.sealwatch.detection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
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
import java.util.stream.IntStream;
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            begun before the range and going on in it     | 2026-03-04T12:00:08Z | 12 | 2026-03-04T12:00:00Z
            crossed before the range and going on in it   | 2026-03-04T12:00:11Z | 12 | 2026-03-04T12:00:00Z
            over a moment before the range                | 2026-03-04T12:00:11.000001Z | |
            """)
    void looksBackBeforeItsRange(String which, String start, Integer events, String first) {
        List<Integer> counts = events == null ? List.of() : List.of(events);
        List<String> begun = first == null ? List.of() : List.of(first);
        replay("{\"start_date\": \"" + start + "\", \"end_date\": \"2026-03-05T00:00:00Z\"}")
                .statusCode(200)
                .body("anomalies.event_count", equalTo(counts))
                .body("anomalies.first_seen", equalTo(begun));
    }

    /** One failure a minute for an hour: of what began more than a gap before the range, the beginning is left out. */
    @Test
    void showsOfALongAttackWhatIsLessThanAGapBeforeItsRange() {
        Instant six = NOON.plusSeconds(6 * 3600);
        rows.storeAt(
                six.plusSeconds(3600),
                IntStream.rangeClosed(0, 60)
                        .mapToObj(minute -> AnEntry.at(six.plusSeconds(60L * minute))
                                .category("two_factor_failed")
                                .address("203.0.113.99"))
                        .toList());

        replay("{\"start_date\": \"2026-03-04T18:30:00Z\", \"end_date\": \"2026-03-05T00:00:00Z\"}")
                .statusCode(200)
                .body("anomalies.event_count", contains(41))
                .body("anomalies.first_seen", contains("2026-03-04T18:20:00Z"))
                .body("anomalies.last_seen", contains("2026-03-04T19:00:00Z"));
        replay("{\"start_date\": \"2026-03-04T18:00:00Z\", \"end_date\": \"2026-03-05T00:00:00Z\"}")
                .body("anomalies.event_count", contains(61));
        // Two days, read one after the other, and the attack lies in both.
        replay("{\"start_date\": \"2026-03-03T18:40:00Z\", \"end_date\": \"2026-03-05T00:00:00Z\","
                        + " \"types\": [\"brute_force_attack\"]}")
                .body("anomalies.event_count", containsInAnyOrder(12, 61));
    }

    @Test
    void playsExactlyThirtyOneDays() {
        replay("{\"start_date\": \"2026-03-01T00:00:00Z\", \"end_date\": \"2026-04-01T00:00:00Z\"}")
                .statusCode(200)
                .body("anomalies", hasSize(2));
        replay("{\"start_date\": \"2026-03-01T00:00:00Z\", \"end_date\": \"2026-04-01T00:00:00.000001Z\"}")
                .statusCode(400)
                .body(containsString("PT744H0.000001S after the start_date; a replay spans at most 31 days"));
    }

    @Test
    void refusesMoreAnomaliesThanItAnswers() {
        rows.storeAt(
                NOON,
                IntStream.range(0, 1_001)
                        .mapToObj(i -> AnEntry.at(NOON)
                                .category("login_failed")
                                .user("ann")
                                .address("10.1." + i / 250 + "." + (i % 250 + 1)))
                        .toList());

        replay("{" + DAY + ", \"types\": [\"brute_force_attack\"], \"thresholds\": {\"brute_force_attack\": 1}}")
                .statusCode(422)
                .body("detail", containsString("It found 1002 anomalies or more; at most 1000"));
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
            {"start_date": 1772582400, "end_date": "2026-03-05T00:00:00Z"}                             | Expected a string, but a number came.
            {"start_date": "2026-03-04T00:00:00Z", "end_date": "1772668800"}                           | Expected a time of RFC 3339 from 1970 to 9999
            {"start_date": "1969-12-31T23:59:59Z", "end_date": "1970-01-01T00:00:01Z"}                 | start_date
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
