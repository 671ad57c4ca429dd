package dev.sealwatch.alerting;

import static dev.sealwatch.alerting.AlertApi.get;
import static dev.sealwatch.alerting.AlertApi.put;
import static dev.sealwatch.alerting.AlertApi.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sealwatch.detection.Severity;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RuleApiTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String RULES = "/api/siem/alert-rules";
    private static final String EXFILTRATION = RULES + "/RULE-DATA-EXFIL";

    @Inject
    Alarms alarms;

    @BeforeEach
    @AfterEach
    void quiet() {
        alarms.reset();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            RULE-BRUTE-FORCE     | anomaly   | brute_force_attack   | -  | critical | low    | 600  | Brute force attack
            RULE-PRIVILEGE-ESC   | anomaly   | privilege_escalation | -  | critical | low    | 300  | Privilege escalation
            RULE-THREAT-CRITICAL | threshold | -                    | 80 | critical | low    | 1800 | Critical threat score
            RULE-SUSPICIOUS-IP   | anomaly   | suspicious_ip        | -  | high     | medium | 1200 | Suspicious address
            RULE-SESSION-ANOMALY | anomaly   | session_anomaly      | -  | medium   | low    | 1800 | Sign-ins from many addresses
            RULE-INTEGRITY       | integrity | -                    | -  | critical | low    | 3600 | Integrity of the log
            """)
    void knowsTheRulesFromTheStart(
            String id,
            String type,
            String anomaly,
            Integer threshold,
            String severity,
            String least,
            int cool,
            String name) {
        String rule = "rules.find { it.id == '" + id + "' }.";

        get(RULES)
                .statusCode(200)
                .body("rules.size()", equalTo(7))
                .body(rule + "type", equalTo(type))
                .body(rule + "anomaly_type", equalTo(anomaly))
                .body(rule + "threshold", equalTo(threshold))
                .body(rule + "severity", equalTo(severity))
                .body(rule + "min_severity", equalTo(least))
                .body(rule + "cooldown_seconds", equalTo(cool))
                .body(rule + "channels", contains("in_app"))
                .body(rule + "enabled", equalTo(true))
                .body(rule + "name", equalTo(name))
                .body(rule + "updated_at", nullValue());
    }

    @Test
    void changesWhatIsNamedAndKeepsTheRest() {
        put(EXFILTRATION, "{\"severity\": \"low\", \"cooldown_seconds\": 900}")
                .statusCode(200)
                .body("severity", equalTo("low"))
                .body("enabled", equalTo(true))
                .body("channels", contains("in_app"))
                .body("updated_by", equalTo("user:alert-manager"));
        put(EXFILTRATION, "{\"min_severity\": \"high\", \"channels\": [\"in_app\", \"in_app\"]}")
                .body("severity", equalTo("low"))
                .body("min_severity", equalTo("high"))
                .body("channels", contains("in_app"));

        alarms.attack("data_exfiltration", "user:ann", "high", NOON);
        alarms.judgeAt(NOON);
        assertThat(alarms.alerts()).extracting(Alert::severity).containsExactly(Severity.LOW);
        put(EXFILTRATION, "{\"severity\": \"high\", \"min_severity\": \"low\"}").statusCode(200);
    }

    @Test
    void leavesAnEntryThatSaysWhatWasAndWhatIs() {
        put(EXFILTRATION, "{\"digest_seconds\": 3600}").statusCode(200);
        put(EXFILTRATION, "{\"digest_seconds\": 0}").statusCode(200);

        assertThat(alarms.rows("""
                        select (metadata -> 'before' ->> 'digest_seconds') || ' ' || (metadata -> 'after' ->> 'digest_seconds')
                                   as change
                          from aggregated_logs
                         where category = 'siem_alert_rule_changed' and metadata ->> 'rule_id' = 'RULE-DATA-EXFIL'
                         order by id desc
                         limit 2
                        """).stream().map(row -> row.getString("change")))
                .containsExactly("3600 0", "0 3600");
    }

    @Test
    void switchesOff() {
        put(RULES + "/RULE-BRUTE-FORCE", "{\"enabled\": false}").statusCode(200).body("enabled", equalTo(false));

        alarms.bruteForce("203.0.113.7", NOON);
        alarms.judgeAt(NOON);

        assertThat(alarms.reasons()).containsExactly("off");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RULE-DATA-EXFIL      | {"cooldown_seconds": -1}            | 400
            RULE-DATA-EXFIL      | {"cooldown_seconds": 604801}        | 400
            RULE-DATA-EXFIL      | {"digest_seconds": 604801}          | 400
            RULE-DATA-EXFIL      | {"severity": "worst"}               | 400
            RULE-DATA-EXFIL      | {"enabled": "perhaps"}              | 400
            RULE-DATA-EXFIL      | {"channels": ["no such channel"]}   | 400
            RULE-DATA-EXFIL      | {"channels": [null]}                | 400
            RULE-DATA-EXFIL      | {"threshold": 80}                   | 400
            RULE-DATA-EXFIL      | {"name": "mine"}                    | 400
            RULE-DATA-EXFIL      | null                                | 400
            RULE-DATA-EXFIL      | [                                   | 400
            RULE-THREAT-CRITICAL | {"threshold": 0}                    | 400
            RULE-THREAT-CRITICAL | {"threshold": 101}                  | 400
            RULE-THREAT-CRITICAL | {"min_severity": "high"}            | 400
            RULE-NONE            | {"enabled": false}                  | 404
            """)
    void refusesWhatIsNoRule(String id, String body, int status) {
        put(RULES + "/" + id, body).statusCode(status).contentType("application/problem+json");
    }

    @Test
    void onlyManagersChangeThem() {
        viewer().contentType("application/json")
                .body("{}")
                .put(EXFILTRATION)
                .then()
                .statusCode(403);
    }
}
