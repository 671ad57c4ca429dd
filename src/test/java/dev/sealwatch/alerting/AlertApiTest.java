package dev.sealwatch.alerting;

import static dev.sealwatch.alerting.AlertApi.get;
import static dev.sealwatch.alerting.AlertApi.manager;
import static dev.sealwatch.alerting.AlertApi.post;
import static dev.sealwatch.alerting.AlertApi.viewer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AlertApiTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String ALERTS = "/api/siem/alerts";

    @Inject
    Alarms alarms;

    @Inject
    AlertGauges gauges;

    private long anomaly;
    private String path;

    @BeforeEach
    void oneAttack() {
        alarms.reset();
        anomaly = alarms.bruteForce("203.0.113.7", NOON);
        alarms.judgeAt(NOON);
        path = ALERTS + "/" + alarms.alerts().get(0).id();
    }

    @AfterEach
    void quiet() {
        alarms.reset();
    }

    @Test
    void showsTheActiveOnes() {
        get(ALERTS)
                .statusCode(200)
                .body("pagination.total", equalTo(1))
                .body("alerts", hasSize(1))
                .body("alerts[0].rule_id", equalTo("RULE-BRUTE-FORCE"))
                .body("alerts[0].severity", equalTo("critical"))
                .body("alerts[0].status", equalTo("active"))
                .body("alerts[0].title", equalTo("Brute force attack"))
                .body("alerts[0].description", containsString("203.0.113.7: 12 within 10 min"))
                .body("alerts[0].ip_address", equalTo("203.0.113.7"))
                .body("alerts[0].anomaly_id", equalTo((int) anomaly))
                .body("alerts[0].created_at", equalTo("2026-03-04T12:00:00Z"))
                .body("alerts[0].last_seen", equalTo("2026-03-04T12:00:00Z"))
                .body("alerts[0].suppressed_count", equalTo(0))
                .body("alerts[0].facts", nullValue());
    }

    @Test
    void showsWhatCameToOne() {
        alarms.worsen(anomaly, "critical");
        alarms.judgeAt(NOON.plusSeconds(60));

        get(path)
                .statusCode(200)
                .body("title", equalTo("Brute force attack"))
                .body("told_severity", equalTo("critical"))
                .body("folded_count", equalTo(1))
                .body("notifications", empty())
                .body("decisions.reason", contains("severity_rose", "raised"))
                .body("decisions[0].anomaly_id", equalTo((int) anomaly));
    }

    @Test
    void speaksRomanian() {
        viewer().header("Accept-Language", "ro-RO")
                .get(path)
                .then()
                .body("title", equalTo("Atac prin forță brută"))
                .body("description", equalTo("Autentificări eșuate de la 203.0.113.7: 12 în 10 min (prag: 10)."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            status=active                                  | 1
            status=active&status=resolved                  | 1
            status=acknowledged                            | 0
            severity=critical&rule_id=RULE-BRUTE-FORCE     | 1
            severity=high                                  | 0
            rule_id=RULE-DATA-EXFIL                        | 0
            """)
    void filters(String query, int found) {
        get(ALERTS + "?" + query).statusCode(200).body("pagination.total", equalTo(found));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ană", "ANĂ", " ană"})
    void findsAnAddressesAlertByItsUserHoweverSpelled(String user) {
        alarms.change(
                "update security_anomalies set user_id = $2, user_key = $3 where id = $1",
                Tuple.of(anomaly, "Ană", "ană"));
        alarms.change("update security_alerts set user_id = $2 where anomaly_id = $1", Tuple.of(anomaly, "Ană"));

        viewer().queryParam("user_id", user).get(ALERTS).then().body("alerts.anomaly_id", contains((int) anomaly));
        viewer().queryParam("not_user_id", user).get(ALERTS).then().body("alerts", empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=open",
                "severity=worst",
                "rule_id=RULE-NONE",
                "limit=0",
                "limit=1001",
                "offset=10001",
                "cursor=!!",
                "cursor=1&offset=1",
                "sort=severity",
                "colour=red",
                "status="
            })
    void refusesWhatIsNoQuestion(String query) {
        get(ALERTS + "?" + query).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void pagesWithoutRepeating() {
        alarms.bruteForce("198.51.100.9", NOON);
        alarms.judgeAt(NOON);

        JsonPath first = get(ALERTS + "?limit=1").extract().jsonPath();
        JsonPath second = get(ALERTS + "?limit=1&cursor=" + first.getString("pagination.next"))
                .extract()
                .jsonPath();

        assertThat(first.getString("alerts[0].ip_address")).isEqualTo("198.51.100.9");
        assertThat(second.getString("alerts[0].ip_address")).isEqualTo("203.0.113.7");
        assertThat(second.getString("pagination.next")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            &sort=-severity   | 0, 3, 2, 1
            &sort=-created_at | 3, 2, 1, 0
                              | 3, 2, 1, 0
            """)
    void listsTheWorstOrTheNewestFirst(String sort, String order) {
        List<Integer> ids = new ArrayList<>(List.of((int) anomaly));
        ids.add((int) alarms.attack("session_anomaly", "user:ann", "medium", NOON));
        ids.add((int) alarms.attack("data_exfiltration", "user:ann", "high", NOON));
        ids.add((int) alarms.attack("data_exfiltration", "user:bob", "high", NOON));
        alarms.judgeAt(NOON);
        alarms.change("update security_alerts set severity = 'high' where rule_id = $1", Tuple.of("RULE-DATA-EXFIL"));

        List<Integer> listed = new ArrayList<>();
        String page = ALERTS + "?limit=1" + (sort == null ? "" : sort);
        for (String next = ""; next != null; ) {
            JsonPath found = get(page + next).extract().jsonPath();
            listed.add(found.getInt("alerts[0].anomaly_id"));
            next = found.getString("pagination.next") == null ? null : "&cursor=" + found.getString("pagination.next");
        }

        assertThat(listed.stream().map(ids::indexOf).map(String::valueOf).collect(Collectors.joining(", ")))
                .isEqualTo(order);
    }

    @Test
    void pagesOnByItsOwnCursorsAlone() {
        alarms.bruteForce("198.51.100.9", NOON);
        alarms.judgeAt(NOON);
        String next = get(ALERTS + "?limit=1").extract().path("pagination.next");

        get(ALERTS + "?status=active&cursor=" + next).statusCode(200).body("alerts", hasSize(1));
        for (String query : List.of("status=resolved&cursor=" + next, "cursor=1z")) {
            get(ALERTS + "?" + query).statusCode(400).body("errors.field", contains("cursor"));
        }
    }

    @Test
    void needsNoContentTypeForItsSteps() {
        manager().noContentType().post(path + "/acknowledge").then().statusCode(200);
        manager()
                .noContentType()
                .body("{\"notes\": \"a test\"}".getBytes(StandardCharsets.UTF_8))
                .post(path + "/resolve")
                .then()
                .statusCode(200)
                .body("resolution_notes", equalTo("a test"));
    }

    @Test
    void goesFromActiveToAcknowledgedToResolvedAndNoOtherWay() {
        post(path + "/acknowledge", "")
                .statusCode(200)
                .body("status", equalTo("acknowledged"))
                .body("acknowledged_by", equalTo("user:alert-manager"))
                .body("acknowledged_at", equalTo("2026-03-04T12:00:00Z"));
        manager("somebody-else")
                .post(path + "/acknowledge")
                .then()
                .statusCode(409)
                .body("type", endsWith("already_acknowledged"))
                .body("detail", containsString("was acknowledged by user:alert-manager at 2026-03-04T12:00:00Z"))
                .body("by", equalTo("user:alert-manager"));

        post(path + "/resolve", "{\"notes\": \"a test\", \"classification\": \"benign\"}")
                .statusCode(200)
                .body("status", equalTo("resolved"))
                .body("acknowledged_by", equalTo("user:alert-manager"))
                .body("resolved_by", equalTo("user:alert-manager"))
                .body("resolution_notes", equalTo("a test"))
                .body("classification", equalTo("benign"));
        post(path + "/resolve", "{}").statusCode(409).body("type", endsWith("already_resolved"));
        post(path + "/acknowledge", "{}").statusCode(409).body("type", endsWith("already_resolved"));

        assertThat(audited("siem_alert_acknowledged", "rule_id")).containsExactly("RULE-BRUTE-FORCE");
        assertThat(audited("siem_alert_resolved", "notes")).containsExactly("a test");
    }

    @Test
    void resolvesWhatNobodyAcknowledgedAndWithoutAWord() {
        manager().post(path + "/resolve").then().statusCode(200).body("acknowledged_at", nullValue());

        get("/api/siem/anomalies/" + anomaly).body("status", equalTo("open"));
    }

    @Test
    void resolvesTheAnomalyWithIt() {
        post(path + "/resolve", "{\"resolve_anomaly\": true, \"notes\": \"both\"}")
                .statusCode(200);

        get("/api/siem/anomalies/" + anomaly)
                .body("status", equalTo("resolved"))
                .body("resolution_notes", equalTo("both"));
        assertThat(audited("siem_alert_resolved", "anomaly"))
                .singleElement()
                .asString()
                .contains("both");
    }

    @Test
    void doesNotMindThatTheAnomalyIsResolvedAlready() {
        alarms.end(anomaly, NOON.plusSeconds(5));

        post(path + "/resolve", "{\"resolve_anomaly\": true}").statusCode(200);

        get("/api/siem/anomalies/" + anomaly).body("resolved_by", equalTo("user:ann"));
    }

    @Test
    void letsOneOfManyAcknowledge() {
        List<Integer> answers = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> manager("analyst-" + i).post(path + "/acknowledge"))
                .map(Response::statusCode)
                .sorted()
                .toList();

        assertThat(answers).startsWith(200, 409).hasSize(12).containsOnlyOnce(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"classification\": \"who knows\"}",
                "{\"colour\": \"red\"}",
                "{\"notes\": \"a\\u0000b\"}",
                "{\"resolve_anomaly\": \"perhaps\"}",
                "["
            })
    void refusesWhatIsNoResolution(String body) {
        post(path + "/resolve", body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void knowsNoOther() {
        get(ALERTS + "/999999999").statusCode(404);
        post(ALERTS + "/999999999/acknowledge", "").statusCode(404);
        post(ALERTS + "/999999999/resolve", "{}").statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/+%s", "/0%s", "/%s;x"})
    void haveOneAddress(String spelling) {
        String id = path.substring(ALERTS.length() + 1);

        viewer().urlEncodingEnabled(false)
                .get(ALERTS + spelling.formatted(id))
                .then()
                .statusCode(404);
    }

    @Test
    void onlyManagersChangeThem() {
        viewer().post(path + "/acknowledge").then().statusCode(403);
        viewer().contentType("application/json")
                .body("{}")
                .post(path + "/resolve")
                .then()
                .statusCode(403);
        viewer().contentType("application/json")
                .body("{\"action\": \"resolve\", \"ids\": [1]}")
                .post(ALERTS + "/bulk")
                .then()
                .statusCode(403);
        manager().get(ALERTS).then().statusCode(403);
    }

    @Test
    void countsThem() {
        alarms.bruteForce("198.51.100.9", NOON);
        alarms.judgeAt(NOON);
        alarms.judgeAt(NOON.plusSeconds(120));
        post(path + "/acknowledge", "").statusCode(200);

        get(ALERTS + "/statistics")
                .statusCode(200)
                .body("total", equalTo(2))
                .body("by_status", equalTo(Map.of("active", 1, "acknowledged", 1, "resolved", 0)))
                .body("by_severity.critical", equalTo(2))
                .body("by_severity.low", equalTo(0))
                .body("by_rule.RULE-BRUTE-FORCE", equalTo(2))
                .body("by_rule.RULE-DATA-EXFIL", equalTo(0))
                .body("suppressed.RULE-BRUTE-FORCE", equalTo(0))
                .body("time_to_acknowledge.count", equalTo(1))
                .body("time_to_acknowledge.p50_seconds", equalTo(120f))
                .body("time_to_acknowledge.p95_seconds", equalTo(120f))
                .body("time_to_resolve.count", equalTo(0))
                .body("time_to_resolve.p50_seconds", nullValue());
        get("/api/siem/dashboard")
                .body("alerts.active", equalTo(1))
                .body("alerts.acknowledged", equalTo(1))
                .body("alerts.by_severity.critical", equalTo(1));
    }

    @Test
    void measuresThem() {
        alarms.resolveAll(NOON);
        alarms.attack("brute_force_attack", "ip:203.0.113.8", "high", NOON);
        alarms.end(anomaly, NOON);
        alarms.bruteForce("203.0.113.7", NOON.plusSeconds(60));
        alarms.judgeAt(NOON.plusSeconds(60));
        gauges.refresh().await().indefinitely();

        assertThat(given().get("/q/metrics").asString())
                .contains(
                        "siem_alerts{severity=\"critical\",status=\"active\"} 1.0",
                        "siem_alerts{severity=\"critical\",status=\"resolved\"} 1.0",
                        "siem_alerts{severity=\"low\",status=\"active\"} 0.0",
                        "siem_alerts_suppressed_total{rule=\"RULE-BRUTE-FORCE\"} 1.0",
                        "siem_alert_judging_failures_total",
                        "siem_alert_time_to_acknowledge_seconds_count",
                        "siem_alert_time_to_resolve_seconds_bucket");
    }

    /** What the audit trail says about this alert. */
    private List<String> audited(String category, String member) {
        return alarms
                .rows("select metadata ->> '" + member + "' as told from aggregated_logs where category = '" + category
                        + "' and metadata ->> 'alert_id' = '" + path.substring(path.lastIndexOf('/') + 1) + "'")
                .stream()
                .map(row -> row.getString("told"))
                .toList();
    }
}
