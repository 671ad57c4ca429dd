package dev.sealwatch.alerting;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.sealwatch.alerting.Alert.Status;
import dev.sealwatch.detection.Anomaly.Classification;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Working on alerts with a browser. */
@QuarkusTest
class AlertPageTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String ALERTS = "/security/intelligence?tab=alerts";
    private static final String HOSTILE = "<script>alert(1)</script>{cdi:x}<b hx-get=/evil>\u202Egpj.exe";

    @Inject
    Alarms alarms;

    @BeforeEach
    void threeAlerts() {
        alarms.reset();
        alarms.bruteForce("203.0.113.7", NOON);
        alarms.attack("data_exfiltration", "user:ann", "high", NOON);
        alarms.attack("session_anomaly", "user:" + HOSTILE, "medium", NOON);
        alarms.judgeAt(NOON);
        alarms.clockAt(NOON.plusSeconds(90));
    }

    @AfterEach
    void quiet() {
        alarms.reset();
    }

    @Test
    void acknowledgesFromTheRowAndTellsTheSecondWhoWasFirst() {
        try (Visit first = analyst("first");
                Visit second = analyst("second")) {
            Page page = first.open(ALERTS);
            Page other = second.open(ALERTS);

            row(page, "Brute force").getByText("Acknowledge").click();
            assertThat(page.locator(".notice")).hasText("Alert acknowledged successfully");
            assertThat(page.locator("[data-row]")).hasCount(2);

            row(other, "Brute force").getByText("Acknowledge").click();
            assertThat(other.locator(".notice[data-good=false]"))
                    .hasText("Failed to acknowledge alert – Acknowledged by user:first, 4 Mar 2026, 12:01:30");
        }
    }

    @Test
    void beginsWithTheWorstUnlessAskedForTheNewest() {
        alarms.bruteForce("203.0.113.9", NOON.plusSeconds(60));
        alarms.judgeAt(NOON.plusSeconds(60));
        try (Visit visit = analyst("sorter")) {
            Page page = visit.open(ALERTS);
            Locator titles = page.locator("#panel [data-row]");
            assertThat(titles).hasCount(4);
            List<String> worst = titles.allTextContents();

            page.locator("#panel th").getByText("Time").click();
            assertThat(page.locator("th[aria-sort=descending]")).hasText("Time");
            List<String> newest = titles.allTextContents();
            page.locator(".filters input[name=user_id]").fill("ann");
            page.locator(".filters button").last().click();
            assertThat(titles).hasCount(1);
            assertThat(page).hasURL(Pattern.compile(".*sort=-created_at.*"));

            page.locator("#panel th").getByText("Severity").click();
            assertThat(page.locator("th[aria-sort=descending]")).hasText("Severity");
            assertThat(page).not().hasURL(Pattern.compile(".*sort=.*"));
            assertThat(worst).isNotEqualTo(newest).hasSameElementsAs(newest);
        }
    }

    @Test
    void showsEverythingAndResolvesFromTheDialog() {
        try (Visit visit = analyst("resolver")) {
            Page page = visit.open(ALERTS);
            visit.meetsWcag("alerts");
            row(page, "Brute force").getByText("View Details").click();
            Locator dialog = page.locator("dialog[open]");
            assertThat(dialog).containsText("RULE-BRUTE-FORCE");
            assertThat(dialog.locator("a[href*='tab=anomalies&detail=']")).hasCount(2);
            visit.meetsWcag("alerts-details");

            dialog.getByLabel("Resolution Notes").fill("a test of ours\nsecond line");
            dialog.getByLabel("Classification").selectOption("benign");
            dialog.getByLabel("Resolve its anomaly too").check();
            dialog.getByText("Resolve", new Locator.GetByTextOptions().setExact(true))
                    .click();

            assertThat(page.locator(".notice")).hasText("Alert resolved successfully");
            assertThat(page.locator("dialog[open]")).hasCount(0);
        }
        Alert alert = alarms.alerts().get(0);
        assertThat(alert.classification()).isEqualTo(Classification.BENIGN);
        assertThat(alert.resolutionNotes()).isEqualTo("a test of ours\nsecond line");
        assertThat(alarms.rows("select status from security_anomalies where id = " + alert.anomalyId())
                        .get(0)
                        .getString("status"))
                .isEqualTo("resolved");
    }

    @Test
    void acknowledgesWhatIsSelectedAndResolvesAllThatMatch() {
        try (Visit visit = analyst("bulk")) {
            Page page = visit.open(ALERTS);
            page.getByText("Acknowledge selected").click();
            assertThat(page.locator(".notice")).containsText("Select at least one alert first.");
            row(page, "Brute force").getByRole(AriaRole.CHECKBOX).check();
            row(page, "Data exfiltration").getByRole(AriaRole.CHECKBOX).check();
            page.getByText("Acknowledge selected").click();
            assertThat(page.locator(".notice")).hasText("2 alerts acknowledged.");

            visit.open(ALERTS + "&status=active&status=acknowledged");
            page.locator("#bulk").getByLabel("Classification").selectOption("true_positive");
            page.locator("#bulk [name=notes]").fill("ș".repeat(4_000));
            page.getByText("All 3 that match").click();
            page.getByText("Resolve all that match").click();
            assertThat(page.locator(".notice")).hasText("3 alerts resolved.");
        }
        assertThat(alarms.alerts()).extracting(Alert::status).containsOnly(Status.RESOLVED);
    }

    @Test
    void takesNoStepThatNobodyOffered() {
        sends("action", "bogus", "id", alarms.alerts().get(0).id());
        sends("action", "acknowledge-all");
        sends("action", "acknowledge-all", "next", "security/intelligence?tab=alerts&user_id=%ZZ");

        assertThat(alarms.alerts()).extracting(Alert::status).containsOnly(Status.ACTIVE);
    }

    private static void sends(String name, Object value, Object... more) {
        given().redirects()
                .follow(false)
                .auth()
                .oauth2(Tokens.of("tinkerer", Permission.VIEW_AUDIT, Permission.MANAGE))
                .formParams(name, value, more)
                .post("/security/alerts/bulk")
                .then()
                .statusCode(303)
                .cookie("siem_notice", startsWith("L"));
    }

    @Test
    void takesNoStepWithWhatIsLeftOut() {
        try (Visit visit = analyst("careful")) {
            Page page = visit.open(ALERTS + "&from=2026-03-04T11:00Z");
            row(page, "Data exfiltration").getByTitle("Without ann").click();
            assertThat(page.locator("[data-row]")).hasCount(2);
            row(page, "Brute force").getByTitle("Without Critical").click();
            assertThat(page.locator("[data-row]")).hasCount(1);
            page.getByText("The one that matches").click();
            page.getByText("Acknowledge all that match").click();
            assertThat(page.locator(".notice")).hasText("One alert acknowledged.");
            assertThat(page.locator("td[colspan]")).containsText("Nothing matches");

            page.getByText("My acknowledged").click();
            assertThat(page.locator("[data-row]")).hasText(new String[] {"Sign-ins from many addresses"});
            page.getByText("Needs action").click();
            assertThat(page.locator("[data-row]")).hasCount(2);
            page.locator(".filters input[name=user_id]").fill("ANN");
            page.getByText("Filter", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("[data-row]")).hasText(new String[] {"Data exfiltration"});
            page.getByText("Critical last 24 h").click();
            assertThat(page.locator(".empty")).containsText("Any time (0)");
        }
    }

    @Test
    void worksWithoutScripts() {
        try (Visit visit = Visit.withoutScripts("plain", Permission.VIEW_AUDIT, Permission.MANAGE)) {
            Page page = visit.open(ALERTS);
            page.locator("input[name=severity][value=critical]").check();
            page.getByText("Filter", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("[data-row]")).hasCount(1);
            page.locator("[data-row]").click();
            page.locator("dialog[open]").getByText("Acknowledge").click();
            assertThat(page.locator(".notice")).hasText("Alert acknowledged successfully");
            assertThat(page.locator("td[colspan]")).containsText("Nothing matches");

            visit.open(ALERTS + "&limit=1");
            page.getByText("Next page").click();
            assertThat(page.locator("[data-row]")).hasText("Sign-ins from many addresses");
            page.locator("[data-row]").click();
            page.locator("[data-close]").first().click();
            assertThat(page.locator("[data-row]")).hasText("Sign-ins from many addresses");
            page.getByText("First page").click();
            assertThat(page.locator("[data-row]")).hasText("Data exfiltration");
        }
    }

    @Test
    void speaksRomanian() {
        alarms.change("update security_alerts set folded_count = 20 where rule_id = 'RULE-BRUTE-FORCE'", Tuple.tuple());
        try (Visit visit = analyst("romanian").inRomanian()) {
            Page page = visit.open(ALERTS);
            assertThat(page.locator("tbody")).containsText("Încă 20 de același fel");
            row(page, "forță brută").locator("[data-row]").click();
            visit.picture("alert-ro");
            page.locator("dialog")
                    .getByText("Preia", new Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.locator(".notice")).hasText("Alerta a fost preluată");
            visit.open(ALERTS).keyboard().press("j");
            page.keyboard().press("a");
            assertThat(page.locator("[data-row]")).hasCount(1);
        }
    }

    @Test
    void showsWhatAttackersWroteAsText() {
        try (Visit visit = analyst("brave")) {
            Page page = visit.open(ALERTS);
            String shown = HOSTILE.replace("\u202E", "<U+202E>");
            assertThat(row(page, "many addresses")).containsText(shown);
            row(page, "many addresses").locator("[data-row]").click();
            assertThat(page.locator("dialog[open]")).containsText(shown);
            page.locator("dialog[open] .chip", new Page.LocatorOptions().setHasText("gpj"))
                    .click();
            assertThat(page).hasURL(Pattern.compile(".*/security/entity\\?user_id=%3Cscript%3E.*"));
        }
    }

    @Test
    void tellsWhatWasFoldedAndWhatWasSuppressed() {
        alarms.resolveAll(NOON.plusSeconds(60));
        alarms.change(
                "update security_alerts set suppressed_count = 5, last_suppressed_at = $1",
                Tuple.of(NOON.plusSeconds(80).atOffset(ZoneOffset.UTC)));
        try (Visit visit = Visit.of("looker", Permission.VIEW_AUDIT)) {
            Page page = visit.open(ALERTS);
            assertThat(page.locator("td[colspan]")).containsText("No active alert");
            visit.open(ALERTS + "&status=resolved");
            assertThat(row(page, "Brute force")).containsText("5 more suppressed since 4 Mar 2026, 12:01:00");
            assertThat(page.locator("main form[method=post][action*=alerts]")).hasCount(0);

            visit.open(ALERTS + "&severity=purple");
            assertThat(page.locator("#panel [role=alert]")).containsText("severity");
            visit.open(ALERTS + "&detail=999999999");
            assertThat(page.locator("dialog[open]")).containsText("There is no alert 999999999.");
        }
    }

    private static Visit analyst(String name) {
        return Visit.of(name, Permission.VIEW_AUDIT, Permission.MANAGE);
    }

    private static Locator row(Page page, String text) {
        return page.locator("#panel tbody tr", new Page.LocatorOptions().setHasText(text));
    }
}
