package dev.sealwatch.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.sealwatch.detection.Detection;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The page that one works on, after a real honeypot sent what came to it in five days. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntelligencePageTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Path FILE = Path.of("src/test/resources/real/honeypot_heralding_a.ndjson");
    private static final String PAGE = "/security/intelligence";
    private static final String FORGET = """
            truncate threat_scores, held_tellings, maintenance_windows, alert_mutes, threat_intelligence, threat_sightings;
            update alert_decisions set alert_id = null where alert_id is not null;
            delete from alert_decisions where anomaly_id is not null or occasion like 'score:%';
            delete from security_alerts
            """;

    @Inject
    Detection detection;

    @Inject
    TestClock clock;

    @Inject
    Pool pool;

    private boolean sent;

    /** Only now is it known where the service listens. */
    @BeforeEach
    void aHoneypotHasSentAllOfIt() throws IOException {
        if (!sent) {
            send();
            sent = true;
        }
        clock.set(NOON.plusSeconds(40));
    }

    private void send() throws IOException {
        quiet();
        clock.set(NOON);
        as(Permission.INGEST)
                .contentType("application/x-ndjson; charset=utf-8")
                .body(String.join("\n", lines()).getBytes(StandardCharsets.UTF_8))
                .post("/api/siem/logs")
                .then()
                .statusCode(200);
        detection.cycleAt(NOON.plusSeconds(30));
    }

    @AfterAll
    void quiet() {
        detection.reset();
        pool.query(FORGET).execute().await().indefinitely();
    }

    @Test
    void isWhereTheGreenButtonLeads() {
        try (Visit visit = analyst()) {
            Page page = visit.open("/security");
            page.locator("a.button[data-kind=good]").click();

            assertThat(page).hasURL(Visit.ownBase() + PAGE);
            assertThat(page.locator("h1")).hasText("Security Intelligence");
        }
    }

    @Test
    void showsTheThreatScore() {
        JsonPath score = as(Permission.VIEW_AUDIT).get("/api/siem/dashboard").jsonPath();
        String points = score.getString("threat_score.score");
        try (Visit visit = analyst()) {
            Page page = visit.open(PAGE);

            assertThat(page.locator(".gauge .number")).hasText(points);
            assertThat(page.locator(".score progress")).hasAttribute("value", points);
            assertThat(page.locator(".score .level")).hasText(score.getString("threat_score.level"));
            assertThat(page.locator(".score"))
                    .hasAttribute(
                            "data-level", score.getString("threat_score.level").toLowerCase());
            assertThat(page.locator("#contributions li")).not().hasCount(0);
            for (String severity : List.of("critical", "high", "medium", "low")) {
                Locator card = page.locator("a.card[data-severity=" + severity + "]");
                assertThat(card.locator(".count")).hasText(score.getString("anomalies." + severity));
                assertThat(card)
                        .hasAttribute("href", Pattern.compile(".*tab=anomalies&status=open&severity=" + severity));
            }
        }
    }

    @Test
    void loadsWhatIsOnAllFourTabs() {
        try (Visit visit = analyst()) {
            Page page = visit.open(PAGE);
            holds(page, "alerts", "Severity", "Title", "Description", "Time", "Actions");
            holds(page, "anomalies", "Severity", "Type", "Description", "Confidence", "Time", "Actions");
            assertThat(page.locator("#panel tbody")).containsText("Brute force attack");
            holds(page, "threats", "Threat Level", "Indicator", "Type", "Description", "Occurrences", "Last Seen");
            page.locator("#panel th a", new Page.LocatorOptions().setHasText("Occurrences"))
                    .click();
            assertThat(page.locator("#panel [aria-sort=descending]")).hasText("Occurrences");
            holds(page, "logs", "Level", "Source", "Category", "Message", "Time");
        }
    }

    @Test
    void acknowledgesAnAlert() {
        try (Visit visit = analyst()) {
            Page page = visit.open(PAGE + "?tab=alerts");
            Locator badge = page.locator("#tab-alerts .badge");
            int before = Integer.parseInt(badge.textContent());
            page.locator("#panel tbody button[data-key=a]").first().click();

            assertThat(page.locator("#notice")).hasText("Alert acknowledged successfully");
            assertThat(badge).hasText(String.valueOf(before - 1));
        }
    }

    @Test
    void resolvesAnAnomalyWithNotesThatStayText() {
        try (Visit visit = analyst()) {
            Page page = visit.open(PAGE + "?tab=anomalies");
            page.locator("#panel").getByText("View Details").last().click();
            assertThat(page).hasURL(Pattern.compile(".*detail=.*"));
            String opened = page.url();
            page.getByPlaceholder("Enter resolution notes...").last().fill("<script>alert(1)</script>");
            page.locator("dialog select").selectOption("true_positive");
            page.locator("#dialogs form button").click();

            assertThat(page.locator("#notice")).hasText("Anomaly resolved successfully");
            page.navigate(opened);
            assertThat(page.locator("dialog[open]")).containsText("<script>alert(1)</script>");
            assertThat(page.locator("#dialogs form")).hasCount(0);
        }
    }

    @Test
    void exportsTheLogsAsCsv() throws IOException {
        try (Visit visit = analyst()) {
            Page page = visit.open(PAGE + "?tab=logs&from=now-30d&source=authentication&category=login_failed");
            Download download =
                    page.waitForDownload(() -> page.getByText("Export as CSV").click());

            assertThat(download.suggestedFilename()).endsWith(".csv");
            assertThat(Files.readString(download.path()).split("\r\n"))
                    .hasSize(1 + 72)
                    .startsWith("log_id,timestamp,source,level,category,message,metadata,user_id,ip_address,user_agent,"
                            + "principal,created_at,retention_days,signature,key_id,batch_no,batch_pos");
        }
    }

    /** Other tests empty tables under their writer: what they took is missing, but nothing was changed. */
    @Test
    void tellsWhatAVerificationFound() {
        try (Visit visit = analyst()) {
            Page page = visit.open(PAGE + "?tab=logs&from=now-1h");
            page.getByText("Verify Integrity").click();

            assertThat(page.locator(".notice"))
                    .hasText(Pattern.compile("Log integrity verified: [1-9][0-9,]* logs validated"
                            + "|WARNING: 0 of [1-9][0-9,]* logs have been tampered with! Missing: [0-9]+."));
        }
    }

    @Test
    void asksForEverythingAnewEveryMinute() {
        try (Visit visit = analyst()) {
            visit.page().clock().install();
            for (String tab : List.of("alerts", "anomalies")) {
                Page page = visit.open(PAGE + "?tab=" + tab);
                List<String> asked = new ArrayList<>();
                page.onRequest(request -> {
                    if (request.headers().containsKey("hx-request")) {
                        asked.add(request.url());
                    }
                });
                page.clock().runFor(61_000);
                page.waitForCondition(() -> page.locator("[aria-busy]").count() == 0);

                assertThat(asked).containsExactly(page.url());
            }
        }
    }

    /** @param columns besides the one to tick */
    private static void holds(Page page, String tab, String... columns) {
        page.locator("#tab-" + tab).click();
        assertThat(page.locator("#tab-" + tab)).hasAttribute("aria-current", "page");
        List<String> heads = new ArrayList<>(
                page.locator("#panel thead").last().locator("th").allInnerTexts());
        heads.remove("Select");
        assertThat(heads).containsExactly(columns);
        int rows = page.locator("#panel .list").last().locator("tbody tr").count();
        assertThat(rows).isPositive();
        if (!tab.equals("logs")) {
            assertThat(page.locator("#tab-" + tab + " .badge")).hasText(String.valueOf(rows));
        }
    }

    private static Visit analyst() {
        return Visit.of("honeypot-analyst", Permission.VIEW_AUDIT, Permission.MANAGE);
    }

    private static RequestSpecification as(String permission) {
        return given().auth().oauth2(Tokens.of("honeypot-" + UUID.randomUUID(), permission));
    }

    /** The newest is a moment ago. */
    private static List<String> lines() throws IOException {
        List<JsonObject> entries =
                Files.readAllLines(FILE).stream().map(JsonObject::new).toList();
        Instant newest = entries.stream()
                .map(IntelligencePageTest::time)
                .max(Instant::compareTo)
                .orElseThrow();
        Duration shift = Duration.between(newest, NOON);
        return entries.stream()
                .map(entry -> entry.put("timestamp", time(entry).plus(shift).toString())
                        .encode())
                .toList();
    }

    private static Instant time(JsonObject entry) {
        return Instant.parse(entry.getString("timestamp"));
    }
}
