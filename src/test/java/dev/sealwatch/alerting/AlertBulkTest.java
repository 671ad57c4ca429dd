package dev.sealwatch.alerting;

import static dev.sealwatch.alerting.AlertApi.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sealwatch.alerting.Alert.Status;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AlertBulkTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String BULK = "/api/siem/alerts/bulk";

    @Inject
    Alarms alarms;

    @BeforeEach
    void fourAlerts() {
        alarms.reset();
        alarms.bruteForce("203.0.113.7", NOON);
        alarms.bruteForce("203.0.113.8", NOON);
        alarms.attack("data_exfiltration", "user:ann", "high", NOON);
        alarms.attack("session_anomaly", "user:ann", "medium", NOON);
        alarms.judgeAt(NOON);
    }

    @AfterEach
    void quiet() {
        alarms.reset();
    }

    @Test
    void acknowledgesThoseOfAFilter() {
        post(BULK, "{\"action\": \"acknowledge\", \"filter\": {\"severity\": [\"critical\", \"high\"]}}")
                .statusCode(200)
                .body("changed", equalTo(3))
                .body("skipped", equalTo(0))
                .body("conflicts", equalTo(0))
                .body("digest", equalTo(null));

        assertThat(alarms.alerts())
                .extracting(Alert::status)
                .containsExactly(Status.ACKNOWLEDGED, Status.ACKNOWLEDGED, Status.ACKNOWLEDGED, Status.ACTIVE);
    }

    @Test
    void resolvesTheseAndCountsTheOthers() {
        List<Long> ids = alarms.alerts().stream().map(Alert::id).toList();
        post("/api/siem/alerts/" + ids.get(0) + "/resolve", "{\"notes\": \"before\"}")
                .statusCode(200);

        post(BULK, """
                {"action": "resolve", "ids": [%d, %d, %d, 999999999], "notes": "all of them", "classification": "benign"}
                """.formatted(ids.get(0), ids.get(1), ids.get(1)))
                .statusCode(200)
                .body("changed", equalTo(1))
                .body("skipped", equalTo(1))
                .body("conflicts", equalTo(1));

        assertThat(alarms.alerts())
                .extracting(Alert::resolutionNotes)
                .containsExactly("before", "all of them", null, null);
    }

    @Test
    void leavesOneEntryWithFilterCountAndDigest() throws NoSuchAlgorithmException {
        List<Long> ids = alarms.alerts().stream().map(Alert::id).toList();
        String joined = ids.get(0) + "," + ids.get(1);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(joined.getBytes(StandardCharsets.US_ASCII));

        post(BULK, "{\"action\": \"resolve\", \"filter\": {\"rule_id\": \"RULE-BRUTE-FORCE\"}}")
                .statusCode(200);

        Row entry = alarms.rows("""
                        select metadata -> 'filter' -> 'rule_id' ->> 0 as rule, metadata ->> 'count' as count,
                               metadata ->> 'ids_sha256' as digest
                          from aggregated_logs
                         where category = 'siem_alerts_resolved'
                         order by id desc
                         limit 1
                        """).get(0);
        assertThat(entry.getString("rule")).isEqualTo("RULE-BRUTE-FORCE");
        assertThat(entry.getString("count")).isEqualTo("2");
        assertThat(entry.getString("digest")).isEqualTo(HexFormat.of().formatHex(digest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"action\": \"resolve\"}",
                "{\"action\": \"resolve\", \"ids\": []}",
                "{\"action\": \"resolve\", \"ids\": [null]}",
                "{\"action\": \"resolve\", \"ids\": [\"x\"]}",
                "{\"action\": \"resolve\", \"ids\": [1], \"filter\": {}}",
                "{\"action\": \"delete\", \"ids\": [1]}",
                "{\"action\": \"acknowledge\", \"ids\": [1], \"notes\": \"x\"}",
                "{\"action\": \"resolve\", \"filter\": {\"colour\": \"red\"}}",
                "{\"action\": \"resolve\", \"filter\": {\"status\": \"open\"}}",
                "{\"action\": \"resolve\", \"filter\": {\"rule_id\": 7}}",
                "{\"action\": \"resolve\", \"filter\": {\"rule_id\": null}}",
                "[]"
            })
    void refusesWhatIsNoChange(String body) {
        post(BULK, body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void resolvesTenThousandInUnderFiveSeconds() {
        alarms.change("""
                insert into security_alerts (rule_id, entity, severity, about, observed, created_at, last_seen, told_at,
                       told_severity)
                select 'RULE-SUSPICIOUS-IP', 'ip:' || i, 'high', 'suspicious_ip', 1, $1, $1, $1, 'high'
                  from generate_series(1, 10001) as i
                """, Tuple.of(NOON.atOffset(ZoneOffset.UTC)));

        long start = System.nanoTime();
        post(BULK, "{\"action\": \"resolve\", \"filter\": {\"rule_id\": \"RULE-SUSPICIOUS-IP\"}}")
                .body("changed", equalTo(10_000))
                .body("skipped", equalTo(1));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));

        post(BULK, "{\"action\": \"resolve\", \"filter\": {\"rule_id\": \"RULE-SUSPICIOUS-IP\"}}")
                .body("changed", equalTo(1))
                .body("skipped", equalTo(0));
    }
}
