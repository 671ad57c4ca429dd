package dev.sealwatch.detection;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tab of anomalies and its dialog in a browser. */
@QuarkusTest
class AnomalyPageTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String EXACTLY =
            ".*tab=logs&sort=timestamp&counted=true&ip_address=203.0.113.7&.*" + "&from=2026-03-04T12%3A00%3A00Z&to=.*";
    private static final String TAB = "/security/intelligence?tab=anomalies";

    @Inject
    Detection detection;

    @Inject
    LogRows rows;

    @BeforeEach
    void nothing() {
        detection.reset();
    }

    @Test
    void answersWhatAnAnalystAsks() {
        attack("203.0.113.7", "Ann", 12);
        attack("203.0.113.8", "Ann", 10);
        cycle();
        try (Visit visit = Visit.of("asker", Permission.VIEW_AUDIT, Permission.MANAGE)) {
            Page page = visit.open(TAB + "&ip_address=203.0.113.7");
            assertThat(page.locator("tbody tr")).hasCount(1);
            visit.meetsWcag("anomalies");
            page.getByText("View Details").click();

            Locator dialog = page.locator("#dialogs dialog");
            assertThat(dialog).containsText("Failed sign-ins from 203.0.113.7: 12 within 10 min (threshold 10).");
            assertThat(dialog).containsText("Showing 12 of 12");
            assertThat(dialog.locator(".evidence tbody tr")).hasCount(12);
            assertThat(dialog.getByText("Open in Security Logs")).hasAttribute("href", Pattern.compile(EXACTLY));
            assertThat(dialog.locator("a.chip").first()).hasAttribute("href", "security/entity?user_id=Ann");
            assertThat(dialog).containsText("Failed sign-ins from 203.0.113.8");
            visit.meetsWcag("anomalies-details");
            assertFits(page);
        }
    }

    /** Evidence is wider than a narrow screen and scrolls in its own box: the dialog around it must not. */
    private static void assertFits(Page page) {
        page.setViewportSize(320, 900);
        assertThat(page.locator("dialog[open]").evaluate("it => it.scrollWidth - it.clientWidth"))
                .isEqualTo(0);
        page.setViewportSize(1280, 900);
    }

    @Test
    void resolvesWithWhatSomebodyTyped() {
        attack("203.0.113.7", "Ann", 12);
        cycle();
        long id = row("ip:203.0.113.7").getLong("id");
        try (Visit visit = Visit.of("resolver", Permission.VIEW_AUDIT, Permission.MANAGE)) {
            Page page = visit.open(TAB + "&user_id=ann&detail=" + id);
            page.locator("#dialogs textarea").fill("Ann's new laptop\nknew an old password");
            page.locator("#dialogs select").selectOption("false_positive");
            page.locator("#dialogs form button").click();

            assertThat(page.locator(".notice")).hasText("Anomaly resolved successfully");
            assertThat(page.locator(".empty")).containsText("Nothing matches");

            visit.open(TAB + "&detail=" + id);
            Locator history = page.locator("#dialogs section").last();
            assertThat(history).containsText("Resolved by user:resolver");
            assertThat(history).containsText("False positive");
            assertThat(history).containsText("Ann's new laptop knew an old password");
            visit.picture("anomaly-resolved");
        }
    }

    @Test
    void resolvesWhatIsTickedAndThenAllThatMatch() {
        for (int i = 1; i <= 4; i++) {
            attack("203.0.113." + i, "Bob" + i, 10);
        }
        cycle();
        try (Visit visit = Visit.of("bulk", Permission.VIEW_AUDIT, Permission.MANAGE)) {
            Page page = visit.open(TAB);
            assertThat(page.locator("#contributions summary")).hasText("4 open anomalies make it up");
            assertThat(page.locator("#contributions b")).hasText(new String[] {"+20", "+20", "+20", "+20"});
            page.locator("input[name=id]").first().check();
            page.locator("#bulk select").selectOption("benign");
            page.getByText("Resolve selected").click();

            assertThat(page.locator(".notice")).hasText("1 anomaly resolved.");
            assertThat(page.locator("tbody tr")).hasCount(3);

            page.locator("#bulk select").selectOption("duplicate");
            page.getByText("Resolve all 3 that match").click();

            assertThat(page.locator(".notice")).hasText("3 anomalies resolved.");
            assertThat(page.locator(".empty"))
                    .hasText(Pattern.compile(
                            "No open anomalies · \\d+ detectors ran \\d+ s ago · 40 entries looked at"));
        }
    }

    @Test
    void resolvesNotAllThatThereAreWhereNoListIsNamed() {
        attack("203.0.113.7", "Ann", 12);
        cycle();
        given().redirects()
                .follow(false)
                .auth()
                .oauth2(Tokens.of("tinkerer", Permission.VIEW_AUDIT, Permission.MANAGE))
                .formParam("which", "all")
                .formParam("classification", "benign")
                .post("/security/anomalies/resolve")
                .then()
                .statusCode(303);

        Assertions.assertThat(row("ip:203.0.113.7").getString("status")).isEqualTo("open");
    }

    @Test
    void keepsWhatIsLookedAtInTheAddress() {
        attack("203.0.113.7", "Ann", 12);
        attack("203.0.113.8", "Bob", 10);
        cycle();
        try (Visit visit = Visit.of("sharer", Permission.VIEW_AUDIT);
                Visit other = Visit.of("shared", Permission.VIEW_AUDIT)) {
            Page page = visit.open(TAB + "&from=now-1h");
            page.locator("tbody").getByTitle("Without 203.0.113.8").click();
            assertThat(page.locator("tbody tr")).hasCount(1);
            page.locator("[data-row]").click();
            assertThat(page.locator("dialog[open]")).containsText("203.0.113.7");
            page.reload();
            assertThat(page.locator("dialog[open]")).containsText("203.0.113.7");
            assertThat(page.locator("dialog[open] #as-curl")).hasText(Pattern.compile(".*/api/siem/anomalies/\\d+\"$"));

            Page shared = other.open(page.url().substring(Visit.ownBase().length()));
            assertThat(shared.locator("dialog[open]")).containsText("203.0.113.7");
            assertThat(shared.locator("#panel tbody tr")).hasCount(1);
            page.goBack();
            assertThat(page.locator("tbody tr")).hasCount(1);
            page.locator(".chips a")
                    .filter(new Locator.FilterOptions().setHasText("not Address"))
                    .click();
            assertThat(page.locator("tbody tr")).hasCount(2);
        }
    }

    @Test
    void readsTimesAsTheyStandOnTheViewersClock() {
        attack("203.0.113.7", "Ann", 12);
        cycle();
        try (Visit visit = Visit.of("clock", Permission.VIEW_AUDIT).cookie("siem_zone", "Europe/Bucharest")) {
            Page page = visit.open(TAB + "&from=2026-03-04 14:00&to=now");
            assertThat(page.locator("#filters .spans"))
                    .containsText("4 Mar 2026, 14:00:00 – 4 Mar 2026, 14:00:20 (Europe/Bucharest)");
            assertThat(page.locator("tbody tr")).hasCount(1);
            page.keyboard().press("[");
            assertThat(page.locator(".empty")).containsText("Any time (1)");
            page.getByText("Any time (1)").click();
            assertThat(page.locator("tbody tr")).hasCount(1);
            page.getByText("Yesterday").click();
            assertThat(page).hasURL(Pattern.compile(".*from=2026-03-02T22%3A00%3A00Z&to=2026-03-03T22%3A00%3A00Z.*"));
            visit.open(TAB + "&from=yesterday");
            assertThat(page.locator("#panel .refusal")).containsText("from");
        }
    }

    @Test
    void neverCallsAQuietWatchHealthy() {
        cycle();
        detection.skipTo(NOON.plusSeconds(3_620));
        try (Visit visit = Visit.of("doubter", Permission.VIEW_AUDIT)) {
            Page page = visit.open(TAB);
            assertThat(page.locator("#situation [role=alert]")).containsText("Detection last ran 1 h ago");
            assertThat(page.locator(".gauge .number")).hasText("?");
            assertThat(page.locator(".cards .count").first()).hasText("?");
            assertThat(page.locator(".empty")).containsText("Detection last ran 1 h ago");
            visit.picture("anomalies-stale");
        }
    }

    @Test
    void goesOnFromPageToPageOfTheSameStretchOfTime() {
        for (int i = 1; i <= 3; i++) {
            attack("203.0.113." + i, "Bob" + i, 10);
        }
        cycle();
        try (Visit visit = Visit.withoutScripts("pager", Permission.VIEW_AUDIT)) {
            Page page = visit.open(TAB + "&limit=2&from=now-1h");
            assertThat(page.locator("tbody tr")).hasCount(2);
            detection.skipTo(NOON.plusSeconds(40));
            page.getByText("Next page").click();

            assertThat(page).hasURL(Pattern.compile(".*from=2026-03-04T11%3A00%3A20Z&.*cursor=.*"));
            assertThat(page.locator("tbody tr")).hasCount(1);
        }
    }

    @Test
    void worksWithoutScriptsAndTellsWhoWasFirst() {
        attack("203.0.113.7", "Ann", 10);
        cycle();
        long id = row("ip:203.0.113.7").getLong("id");
        try (Visit visit = Visit.withoutScripts("second", Permission.VIEW_AUDIT, Permission.MANAGE)) {
            Page page = visit.open(TAB + "&detail=" + id);
            detection.resolve("brute_force_attack", "ip:203.0.113.7", NOON, NOON.plusSeconds(30));
            page.locator("#dialogs dialog select").selectOption("true_positive");
            page.locator("#dialogs dialog form button").click();

            assertThat(page.locator(".notice"))
                    .hasText("Failed to resolve anomaly. somebody resolved it already, 4 Mar 2026, 12:00:30.");
        }
    }

    @Test
    void showsHostileNamesAsTextInRomanianToWhoMayOnlyLook() {
        attack("203.0.113.7", "<script>alert(1)</script>\u202e{cdi:frames} hx-get=\"/x\"", 10);
        cycle();
        long id = row("ip:203.0.113.7").getLong("id");
        try (Visit visit = Visit.of("looker", Permission.VIEW_AUDIT).inRomanian()) {
            Page page = visit.open(TAB + "&detail=" + id);

            assertThat(page.locator("#dialogs dialog"))
                    .containsText("<script>alert(1)</script><U+202E>{cdi:frames} hx-get=\"/x\"");
            assertThat(page.locator("#dialogs dialog")).containsText("Se afișează 10 din 10");
            assertThat(page.locator("#dialogs dialog form")).hasCount(0);
            visit.picture("anomaly-ro");
            visit.open(TAB + "&severity=terrible");
            assertThat(page.locator(".refusal")).containsText("severity");
        }
    }

    private void attack(String address, String user, int times) {
        for (int i = 0; i < times; i++) {
            rows.store(AnEntry.at(NOON.plusSeconds(i))
                    .category("login_failed")
                    .user(user)
                    .address(address));
        }
    }

    private void cycle() {
        detection.cycleAt(NOON.plusSeconds(20));
    }

    private Row row(String key) {
        return detection.rows().stream()
                .filter(row -> row.getString("key").equals(key))
                .findFirst()
                .orElseThrow();
    }
}
