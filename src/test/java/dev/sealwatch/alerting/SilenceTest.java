package dev.sealwatch.alerting;

import static dev.sealwatch.alerting.AlertApi.delete;
import static dev.sealwatch.alerting.AlertApi.get;
import static dev.sealwatch.alerting.AlertApi.manager;
import static dev.sealwatch.alerting.AlertApi.post;
import static dev.sealwatch.alerting.AlertApi.put;
import static dev.sealwatch.alerting.AlertApi.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;

import dev.sealwatch.alerting.Telling.Event;
import dev.sealwatch.platform.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SilenceTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String MUTES = "/api/siem/mutes";
    private static final String WINDOWS = "/api/siem/maintenance-windows";
    private static final String HOUR = """
            {"from": "2026-03-04T12:00:00Z", "until": "2026-03-04T13:00:00Z", "reason": "move"}
            """;

    @Inject
    Alarms alarms;

    @Inject
    TestClock clock;

    @BeforeEach
    void quiet() {
        alarms.reset();
        clock.set(NOON);
    }

    @AfterEach
    void forget() {
        alarms.reset();
    }

    @Test
    void isSilentAboutWhatIsMutedUntilItsEnd() {
        post(MUTES, """
                {"ip_address": "203.0.113.7", "reason": "pentest", "until": "2026-03-04T13:00:00Z"}
                """)
                .statusCode(201)
                .body("created_by", equalTo("user:alert-manager"))
                .body("until", equalTo("2026-03-04T13:00:00Z"));

        alarms.end(attacked("203.0.113.7", NOON), NOON);
        attacked("203.0.113.8", NOON);
        attacked("203.0.113.7", NOON.plusSeconds(3600));

        assertThat(alarms.reasons()).containsExactly("muted", "raised", "raised");
        manager().get(MUTES).then().body("mutes", empty());
    }

    @Test
    void isSilentByRuleByEntityAndByBoth() {
        for (String what : List.of(
                "\"rule_id\": \"RULE-SESSION-ANOMALY\"",
                "\"user_id\": \"ann\"",
                "\"rule_id\": \"RULE-BRUTE-FORCE\", \"ip_address\": \"203.0.113.7\"")) {
            post(MUTES, "{%s, \"reason\": \"pentest\", \"until\": \"2026-03-04T13:00:00Z\"}".formatted(what))
                    .statusCode(201);
        }

        alarms.attack("session_anomaly", "user:bob", "medium", NOON);
        alarms.attack("privilege_escalation", "user:ann", "critical", NOON);
        alarms.attack("brute_force_attack", "ip:203.0.113.7", "high", NOON);
        alarms.attack("suspicious_ip", "ip:203.0.113.7", "high", NOON);
        alarms.attack("privilege_escalation", "user:bob", "critical", NOON);
        alarms.judgeAt(NOON);

        assertThat(alarms.reasons()).containsExactly("muted", "muted", "muted", "raised", "raised");
        manager()
                .get(MUTES)
                .then()
                .body("mutes.rule_id", hasItems("RULE-SESSION-ANOMALY", "RULE-BRUTE-FORCE"))
                .body("mutes.reason", contains("pentest", "pentest", "pentest"))
                .body("mutes.until", everyItem(equalTo("2026-03-04T13:00:00Z")));
    }

    @Test
    void isSilentAboutTheNetworkOfAnIpv6Address() {
        post(MUTES, """
                {"ip_address": "2001:db8:0:1::7", "reason": "pentest", "until": "2026-03-04T13:00:00Z"}
                """).statusCode(201);

        attacked("2001:db8:0:1::/64", NOON);

        assertThat(alarms.reasons()).containsExactly("muted");
    }

    @Test
    void speaksAgainWhenAMuteIsRemoved() {
        int id = post(MUTES, """
                {"rule_id": "RULE-BRUTE-FORCE", "reason": "noise", "until": "2026-03-04T13:00:00Z"}
                """).extract().path("id");
        manager()
                .get(MUTES)
                .then()
                .statusCode(200)
                .body("mutes.id", contains(id))
                .body("mutes[0].reason", equalTo("noise"));

        delete(MUTES + "/" + id).statusCode(204);
        delete(MUTES + "/" + id).statusCode(404);
        attacked("203.0.113.7", NOON);

        assertThat(alarms.reasons()).containsExactly("raised");
        assertThat(audited("siem_mute_added"))
                .isEqualTo(audited("siem_mute_removed"))
                .isEqualTo("noise");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reason\": \"x\", \"until\": \"2026-03-04T13:00:00Z\"}",
                "{\"user_id\": \"ann\", \"until\": \"2026-03-04T13:00:00Z\"}",
                "{\"user_id\": \"ann\", \"reason\": \" \", \"until\": \"2026-03-04T13:00:00Z\"}",
                "{\"user_id\": \"ann\", \"reason\": \"x\"}",
                "{\"user_id\": \"ann\", \"reason\": \"x\", \"until\": \"2026-03-04T12:00:00Z\"}",
                "{\"user_id\": \"ann\", \"reason\": \"x\", \"until\": \"2046-03-04T12:00:00Z\"}",
                "{\"user_id\": \"ann\", \"reason\": \"x\", \"until\": \"tomorrow\"}",
                "{\"user_id\": \"  \", \"reason\": \"x\", \"until\": \"2026-03-04T13:00:00Z\"}",
                "{\"user_id\": \"a\\u0000\", \"reason\": \"x\", \"until\": \"2026-03-04T13:00:00Z\"}",
                "{\"rule_id\": \"RULE-NONE\", \"reason\": \"x\", \"until\": \"2026-03-04T13:00:00Z\"}",
                "{\"ip_address\": \"300.1.1.1\", \"reason\": \"x\", \"until\": \"2026-03-04T13:00:00Z\"}",
                "{\"ip_address\": \"::1%eth0\", \"reason\": \"x\", \"until\": \"2026-03-04T13:00:00Z\"}",
                "{\"ip_address\": \"203.0.113.0/64\", \"reason\": \"x\", \"until\": \"2026-03-04T13:00:00Z\"}",
                "null"
            })
    void refusesWhatIsNoMute(String body) {
        post(MUTES, body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void tellsThreeAlertsOfAMaintenanceWindowOnceAtItsEnd() {
        threeAlertsWithinAnHour();
        assertThat(alarms.alerts()).hasSize(3);
        assertThat(alarms.told()).isEmpty();

        alarms.judgeAt(NOON.plusSeconds(3600));
        alarms.judgeAt(NOON.plusSeconds(3601));

        assertThat(alarms.events()).containsExactly(Event.DIGEST, Event.DIGEST);
        assertThat(told("in_app").summary())
                .isEqualTo(new Telling.Summary(
                        NOON,
                        NOON.plusSeconds(3600),
                        "move",
                        3,
                        Map.of("RULE-BRUTE-FORCE", 2L, "RULE-DATA-EXFIL", 1L),
                        Map.of("critical", 2L, "high", 1L)));
        assertThat(told("in_app").alerts())
                .extracting(Alert::entity)
                .containsExactly("ip:203.0.113.8", "ip:203.0.113.7", "user:ann");
        assertThat(told("mail").summary().total()).isEqualTo(2);
    }

    /** One of them gets worse meanwhile. */
    private void threeAlertsWithinAnHour() {
        post(WINDOWS, HOUR).statusCode(201).body("from", equalTo("2026-03-04T12:00:00Z"));
        channels("in_app,mail");
        long first = attacked("203.0.113.7", NOON);
        alarms.attack("data_exfiltration", "user:ann", "high", NOON.plusSeconds(60));
        alarms.judgeAt(NOON.plusSeconds(60));
        attacked("203.0.113.8", NOON.plusSeconds(3599));
        alarms.worsen(first, "critical");
        alarms.judgeAt(NOON.plusSeconds(3599));
    }

    @Test
    void holdsBackTheNamedRulesAlone() {
        post(WINDOWS, HOUR.replace("\"reason\"", "\"rule_ids\": [\"RULE-DATA-EXFIL\"], \"reason\""))
                .statusCode(201);

        attacked("203.0.113.7", NOON);
        alarms.attack("data_exfiltration", "user:ann", "high", NOON);
        alarms.judgeAt(NOON);

        assertThat(alarms.told())
                .extracting(telling -> telling.alerts().get(0).ruleId())
                .containsExactly("RULE-BRUTE-FORCE");
    }

    @Test
    void tellsAtOnceWhenAWindowIsRemovedUnlessAnotherIsOn() {
        int first = post(WINDOWS, HOUR).extract().path("id");
        int second = post(WINDOWS, HOUR.replace("13:00", "12:30")).extract().path("id");
        get(WINDOWS).body("maintenance_windows.id", contains(first, second));
        attacked("203.0.113.7", NOON);

        delete(WINDOWS + "/" + first).statusCode(204);
        delete(WINDOWS + "/" + first).statusCode(404);
        alarms.judgeAt(NOON.plusSeconds(60));
        assertThat(alarms.told()).isEmpty();

        delete(WINDOWS + "/" + second).statusCode(204);
        alarms.judgeAt(NOON.plusSeconds(120));
        assertThat(alarms.events()).containsExactly(Event.DIGEST);
        assertThat(alarms.told().get(0).summary().until()).isEqualTo(NOON.plusSeconds(120));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"from\": \"2026-03-04T12:00:00Z\", \"until\": \"2026-03-04T13:00:00Z\"}",
                "{\"until\": \"2026-03-04T13:00:00Z\", \"reason\": \"x\"}",
                "{\"from\": \"2026-03-04T12:00:00Z\", \"reason\": \"x\"}",
                "{\"from\": \"2026-03-04T13:00:00Z\", \"until\": \"2026-03-04T13:00:00Z\", \"reason\": \"x\"}",
                "{\"from\": \"2026-03-04T11:00:00Z\", \"until\": \"2026-03-04T12:00:00Z\", \"reason\": \"x\"}",
                "{\"from\": \"now\", \"until\": \"2026-03-04T13:00:00Z\", \"reason\": \"x\"}",
                "{\"from\": \"2026-03-04T12:00:00Z\", \"until\": \"2026-03-04T13:00:00Z\", \"reason\": \"x\", \"rule_ids\": []}",
                "{\"from\": \"2026-03-04T12:00:00Z\", \"until\": \"2026-03-04T13:00:00Z\", \"reason\": \"x\", \"rule_ids\": [\"X\"]}",
                "{\"from\": \"2026-03-04T12:00:00Z\", \"until\": \"2026-03-04T13:00:00Z\", \"reason\": \"x\", \"rule_ids\": [null]}"
            })
    void refusesWhatIsNoWindow(String body) {
        post(WINDOWS, body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void gathersTheDigestOfARule() {
        put("/api/siem/alert-rules/RULE-BRUTE-FORCE", "{\"digest_seconds\": 3600}")
                .statusCode(200);
        Instant tenPast = NOON.plusSeconds(600);
        attacked("203.0.113.7", tenPast);
        attacked("203.0.113.8", tenPast.plusSeconds(60));
        alarms.judgeAt(NOON.plusSeconds(3599));
        assertThat(alarms.told()).isEmpty();

        alarms.judgeAt(NOON.plusSeconds(3600));

        assertThat(alarms.events()).containsExactly(Event.DIGEST);
        assertThat(alarms.told().get(0).summary().total()).isEqualTo(2);
        assertThat(alarms.told().get(0).summary().reason()).isNull();
    }

    @Test
    void tellsADigestSoonerWhenItIsGivenUp() {
        put("/api/siem/alert-rules/RULE-BRUTE-FORCE", "{\"digest_seconds\": 86400}")
                .statusCode(200);
        attacked("203.0.113.7", NOON);

        put("/api/siem/alert-rules/RULE-BRUTE-FORCE", "{\"digest_seconds\": 0}").statusCode(200);
        alarms.judgeAt(NOON.plusSeconds(60));

        assertThat(alarms.events()).containsExactly(Event.DIGEST);
    }

    @Test
    void onlyManagersSilence() {
        viewer().get(MUTES).then().statusCode(403);
        viewer().contentType("application/json").body(HOUR).post(WINDOWS).then().statusCode(403);
        viewer().delete(WINDOWS + "/1").then().statusCode(403);
    }

    private long attacked(String address, Instant at) {
        long anomaly = alarms.bruteForce(address, at);
        alarms.judgeAt(at);
        return anomaly;
    }

    private void channels(String channels) {
        alarms.change(
                "update alert_rules set channels = string_to_array($1, ','), updated_at = 'epoch', updated_by = 'test'"
                        + " where id = 'RULE-BRUTE-FORCE'",
                Tuple.of(channels));
    }

    private Telling told(String channel) {
        return alarms.told().stream()
                .filter(telling -> telling.channels().equals(List.of(channel)))
                .findFirst()
                .orElseThrow();
    }

    private String audited(String category) {
        return alarms.rows("select metadata ->> 'reason' as told from aggregated_logs where category = '" + category
                        + "' order by id desc limit 1")
                .get(0)
                .getString("told");
    }
}
