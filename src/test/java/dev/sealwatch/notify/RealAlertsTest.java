package dev.sealwatch.notify;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItems;

import dev.sealwatch.detection.Detection;
import dev.sealwatch.notify.Receiver.Received;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From what is sent over HTTP to what people read: nothing in between is made up. */
@QuarkusTest
class RealAlertsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Path FILE = Path.of("src/test/resources/real/honeypot_heralding_a.ndjson");
    /** Of 196.251.86.7, who tried sixteen passwords in six seconds. */
    private static final Instant END_OF_ATTACK = Instant.parse("2025-02-13T20:51:34.720Z");

    private static final String FORGET = """
            truncate security_anomalies, threat_scores, held_tellings, maintenance_windows, alert_mutes cascade
            """;

    @Inject
    Telegraph telegraph;

    @Inject
    Detection detection;

    @Inject
    TestClock clock;

    @BeforeEach
    @AfterEach
    void quiet() {
        telegraph.reset();
        detection.reset();
        telegraph.ask(FORGET);
        telegraph.ask("update alert_decisions set alert_id = null where alert_id is not null");
        telegraph.ask("delete from alert_decisions where anomaly_id is not null or occasion like 'score:%'");
        telegraph.ask("delete from security_alerts");
        telegraph.ask("update alert_rules set channels = '{in_app}', updated_at = null, updated_by = null");
        clock.set(NOON);
    }

    @Test
    void realAttacksAreReadInMailsAndReceivedByWebhooks() throws IOException {
        try (Receiver receiver = Receiver.plain(0)) {
            String recipient = "real-" + UUID.randomUUID() + "@example.com";
            String hook = ChannelApi.webhook("real", receiver.url());
            String mail = ChannelApi.mail("real mail", "ro", recipient);
            tellBruteForceBy("in_app", hook, mail);

            send(lines());
            detection.cycleAt(NOON.plusSeconds(60));
            telegraph.send();

            List<Row> alerts = telegraph.ask(
                    "select id, ip_address from security_alerts where rule_id = 'RULE-BRUTE-FORCE' order by id");
            assertThat(alerts).isNotEmpty();
            received(receiver, alerts);
            mailed(recipient, alerts.size());
            as(Permission.VIEW_AUDIT)
                    .get("/api/siem/alerts/" + alerts.get(0).getLong("id"))
                    .then()
                    .statusCode(200)
                    .body("notifications.channel", hasItems("in_app", hook, mail));
        }
    }

    @Test
    void threeAlertsInAMaintenanceWindowAreOneMailAtItsEnd() {
        String recipient = "window-" + UUID.randomUUID() + "@example.com";
        tellBruteForceBy(ChannelApi.mail("window mail", "en", recipient));
        as(Permission.MANAGE)
                .contentType("application/json")
                .body("{\"from\": \"%s\", \"until\": \"%s\", \"reason\": \"Upgrade\"}"
                        .formatted(NOON, NOON.plusSeconds(3_600)))
                .post("/api/siem/maintenance-windows")
                .then()
                .statusCode(201);

        clock.advance(Duration.ofMinutes(1));
        for (String address : List.of("198.51.100.1", "198.51.100.2", "198.51.100.3")) {
            attack(address);
        }
        detection.cycleAt(NOON.plusSeconds(120));
        telegraph.send();
        assertThat(MailServer.mailsTo(recipient)).isEmpty();
        detection.cycleAt(NOON.plusSeconds(3_601));
        telegraph.send();

        assertThat(MailServer.mailsTo(recipient)).hasSize(1).map(Letter::of).allSatisfy(letter -> {
            assertThat(letter.subject()).isEqualTo("[Sealwatch] Alerts, gathered: 3");
            assertThat(letter.text()).contains("198.51.100.1", "198.51.100.2", "198.51.100.3", "Upgrade");
        });
    }

    /** Not before it is opened, however often that is tried. */
    @Test
    void whatIsDoneAboutAnAlertIsDoneAboutItsIncident() {
        try (Receiver receiver = Receiver.plain(0).answering(500)) {
            tellBruteForceBy(ChannelApi.webhook("pager", receiver.url(), ", \"preset\": \"pagerduty\""));
            attack("198.51.100.4");
            detection.cycleAt(NOON.plusSeconds(60));
            telegraph.send();
            long alert = telegraph.ask("select id from security_alerts").get(0).getLong("id");

            take(alert, "acknowledge");
            take(alert, "resolve");
            telegraph.send();
            assertThat(said(receiver, "event_action")).containsExactly("trigger");
            clock.advance(Duration.ofMinutes(1));
            telegraph.send();

            assertThat(said(receiver, "event_action")).containsExactly("trigger", "trigger", "acknowledge", "resolve");
            assertThat(said(receiver, "dedup_key")).containsOnly("sealwatch-alert-" + alert);
            as(Permission.VIEW_AUDIT)
                    .get("/api/siem/alerts/" + alert)
                    .then()
                    .body("notifications.event", hasItems("raised", "acknowledged", "resolved"));
        }
    }

    private static void take(long alert, String step) {
        as(Permission.MANAGE)
                .contentType("application/json")
                .post("/api/siem/alerts/" + alert + "/" + step)
                .then()
                .statusCode(200);
    }

    private static List<String> said(Receiver receiver, String member) {
        return receiver.received().stream()
                .map(request -> new JsonObject(request.body()).getString(member))
                .toList();
    }

    private static void received(Receiver receiver, List<Row> alerts) {
        assertThat(receiver.received()).allSatisfy(RealAlertsTest::isSigned);
        assertThat(receiver.received().stream()
                        .map(request -> new JsonObject(request.body())
                                .getJsonObject("alert")
                                .getLong("id")))
                .containsExactlyInAnyOrderElementsOf(
                        alerts.stream().map(row -> row.getLong("id")).toList());
    }

    private static void mailed(String recipient, int alerts) {
        assertThat(MailServer.mailsTo(recipient))
                .hasSize(alerts)
                .map(Letter::of)
                .allSatisfy(letter -> {
                    assertThat(letter.subject()).startsWith("[Sealwatch] critică: Atac");
                    assertThat(letter.text())
                            .contains("https://siem.example/security/intelligence?tab=alerts&detail=")
                            .contains("RULE-BRUTE-FORCE");
                    assertThat(letter.html())
                            .contains("<a href=\"https://siem.example/security/intelligence?tab=alerts");
                });
    }

    private static void isSigned(Received request) {
        String signed = request.headers().get("x-sealwatch-timestamp") + "." + request.body();
        assertThat(request.headers().get("x-sealwatch-signature"))
                .isEqualTo("sha256=" + Rfc2104.hmacSha256(ChannelApi.SECRET, signed));
    }

    private void tellBruteForceBy(String... channels) {
        as(Permission.MANAGE)
                .contentType("application/json")
                .body(new JsonObject()
                        .put("channels", new JsonArray(List.of(channels)))
                        .encode())
                .put("/api/siem/alert-rules/RULE-BRUTE-FORCE")
                .then()
                .statusCode(200);
    }

    private void attack(String address) {
        JsonArray attempts = new JsonArray();
        for (int i = 0; i < 12; i++) {
            attempts.add(new JsonObject()
                    .put("source", "authentication")
                    .put("level", "warn")
                    .put("category", "login_failed")
                    .put("message", "Login failed")
                    .put("user_id", "ann")
                    .put("ip_address", address)
                    .put("timestamp", clock.instant().toString()));
        }
        as(Permission.INGEST)
                .contentType("application/json")
                .body(attempts.encode())
                .post("/api/siem/logs")
                .then()
                .statusCode(200);
    }

    private static void send(String lines) {
        as(Permission.INGEST)
                .contentType("application/x-ndjson; charset=utf-8")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/api/siem/logs")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification as(String permission) {
        return given().auth().oauth2(Tokens.of("real-alerts-" + UUID.randomUUID(), permission));
    }

    /** Everything up to the end of the attack, which is a moment ago. */
    private static String lines() throws IOException {
        Duration shift = Duration.between(END_OF_ATTACK, NOON);
        return Files.readAllLines(FILE).stream()
                .map(JsonObject::new)
                .filter(entry -> !time(entry).isAfter(END_OF_ATTACK))
                .map(entry -> entry.copy()
                        .put("timestamp", time(entry).plus(shift).toString())
                        .encode())
                .collect(Collectors.joining("\n"));
    }

    private static Instant time(JsonObject entry) {
        return Instant.parse(entry.getString("timestamp"));
    }
}
