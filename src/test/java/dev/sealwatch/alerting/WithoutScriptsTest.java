package dev.sealwatch.alerting;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.sealwatch.notify.Receiver;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every page and everything that is done on one, where the browser runs no scripts; what tests of single pages do so is left to them. */
@QuarkusTest
class WithoutScriptsTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String PASSWORD = "correct horse battery staple";
    private static final String[] EVERYTHING = {Permission.INGEST, Permission.VIEW_AUDIT, Permission.MANAGE};

    @Inject
    Alarms alarms;

    @BeforeEach
    void threeAlerts() {
        alarms.reset();
        alarms.bruteForce("203.0.113.7", NOON);
        alarms.attack("data_exfiltration", "user:ann", "high", NOON);
        alarms.attack("session_anomaly", "user:bob", "medium", NOON);
        alarms.judgeAt(NOON);
        alarms.clockAt(NOON.plusSeconds(90));
    }

    @AfterEach
    void quiet() {
        alarms.reset();
    }

    @Test
    void oneSignsInGoesToEveryPageAndSignsOut() {
        givenAWalker();
        try (Visit visit = Visit.withoutScripts("plain-nobody", Permission.VIEW_AUDIT)) {
            visit.context().clearCookies();
            Page page = visit.open("/security/rules?detail=RULE-BRUTE-FORCE");
            signIn(page);
            assertThat(page).hasURL(Pattern.compile(".*/security/rules\\?detail=RULE-BRUTE-FORCE"));
            assertThat(page.locator("dialog[open] h2")).hasText("Brute force attack");
            page.locator("[data-close]").click();
            assertThat(page.locator("dialog[open]")).hasCount(0);

            assertThat(walked(page)).hasSize(9).doesNotHaveDuplicates();
            page.locator("#tab-logs").click();
            assertThat(page.locator("#tab-logs")).hasAttribute("aria-current", "page");
            page.locator("#refresh").click();
            assertThat(page.locator("#tail")).isHidden();
            String export = page.getByText("Export as CSV").getAttribute("href");
            assertThat(page.request().get(Visit.ownBase() + "/" + export).text())
                    .startsWith("log_id,timestamp,");

            page.locator(".menu summary").click();
            page.getByText("Sign out").click();
            assertThat(page).hasURL(Pattern.compile(".*/login"));
            assertThat(visit.open("/security").locator("h1")).hasText("Sign in");
        }
    }

    private static void givenAWalker() {
        given().auth()
                .oauth2(Tokens.of("plain-manager", EVERYTHING))
                .contentType("application/json")
                .body(Map.of("username", "plain-walker", "password", PASSWORD, "permissions", List.of(EVERYTHING)))
                .post("/api/auth/users");
    }

    private static void signIn(Page page) {
        page.locator("[name=username]").fill("plain-walker");
        page.locator("[name=password]").fill(PASSWORD);
        page.locator("main button").click();
    }

    /** The headings of the pages that the head leads to; the last is the intelligence page. */
    private static List<String> walked(Page page) {
        Locator links = page.locator("header nav a");
        List<String> headings = new ArrayList<>();
        for (int i = links.count() - 1; i >= 0; i--) {
            links.nth(i).click();
            assertThat(links.nth(i)).hasAttribute("aria-current", "page");
            headings.add(page.locator("h1").textContent());
        }
        return headings;
    }

    @Test
    void alertsAreFilteredAcknowledgedAndResolvedTogether() {
        try (Visit visit = manager()) {
            Page page = visit.open("/security/intelligence?tab=alerts");
            page.locator("#panel input[name=id]").nth(0).check();
            page.locator("#panel input[name=id]").nth(1).check();
            page.getByText("Acknowledge selected").click();
            told(page, "2 alerts acknowledged.");
            page.locator("#filters input[value=acknowledged]").check();
            button(page.locator("#filters"), "Filter").click();
            assertThat(page.locator("[data-row]")).hasCount(3);

            page.locator("#bulk select").selectOption("true_positive");
            page.locator("#bulk [name=notes]").fill("Seen to it");
            page.getByText("All 3 that match").click();
            page.getByText("Resolve all that match").click();
            told(page, "3 alerts resolved.");
            visit.open("/security/intelligence?tab=alerts&status=resolved");
            page.locator("[data-row]").first().click();
            assertThat(page.locator("dialog[open] .note")).hasText("Seen to it");
            page.locator("dialog[open] dd a").first().click();
            assertThat(page.locator("dialog[open] form [name=cooldown_seconds]"))
                    .isVisible();
        }
    }

    @Test
    void rulesChangeAndMutesComeAndGo() {
        try (Visit visit = manager()) {
            Page page = visit.open("/security/rules?detail=RULE-DATA-EXFIL");
            Locator form = page.locator("dialog[open] form");
            form.locator("[name=digest_seconds]").fill("600");
            form.locator("[name=severity]").selectOption("medium");
            form.locator("button").click();
            told(page, "The rule was changed.");
            assertThat(page.locator("#rule-RULE-DATA-EXFIL")).containsText("10 min");

            page.locator("#add-mute summary").click();
            Locator mute = page.locator("#add-mute form");
            mute.locator("[name=rule_id]").selectOption("RULE-DATA-EXFIL");
            mute.locator("[name=user_id]").fill("ann");
            mute.locator("[name=reason]").fill("She moves house");
            mute.locator("[name=until]").fill("2026-03-05T12:00");
            mute.locator("button").click();
            told(page, "The mute was added.");
            Locator mutes = page.locator("section:has(#mutes-title) tbody");
            assertThat(mutes).containsText("She moves house");
            button(mutes, "Remove").click();
            assertThat(mutes).hasText("Nothing is muted.");
        }
    }

    @Test
    void indicatorsAreAddedChangedAndRemoved() {
        try (Visit visit = manager()) {
            Page page = visit.open("/security/indicators");
            Locator form = page.locator("section form");
            form.locator("[name=type]").selectOption("domain");
            form.locator("[name=indicator]").fill("plain.example");
            form.locator("[name=description]").fill("Named in a report");
            form.locator("button").click();
            told(page, "The indicator is kept.");

            visit.open("/security/indicators?indicator=plain.example");
            assertThat(page.locator("tbody tr")).containsText("Added by hand");
            page.locator("tbody").getByText("Edit").click();
            form.locator("[name=expires_at]").fill("2026-03-04T12:30");
            form.locator("button").click();
            told(page, "The indicator is kept.");
            alarms.clockAt(NOON.plusSeconds(3_600));
            visit.open("/security/indicators?indicator=plain.example&expired=true");
            assertThat(page.locator("tbody .chip")).hasText("Expired");
            page.locator("tbody summary").click();
            page.getByText("Remove for good").click();
            told(page, "The indicator is removed.");
        }
    }

    @Test
    void usersComeAndGo() {
        try (Visit visit = manager()) {
            Page page = visit.open("/security/users");
            page.getByText("Add a user").click();
            Locator dialog = page.locator("dialog[open]");
            dialog.locator("[name=name]").fill("plain-user");
            dialog.locator("[name=password]").fill(PASSWORD);
            dialog.locator("[value='security.view_audit']").check();
            button(dialog, "Add").click();
            told(page, "The user plain-user was added.");

            page.getByLabel("Change: plain-user").click();
            dialog.locator("[value='security.ingest']").check();
            button(dialog, "Save").click();
            assertThat(page.locator("#users tr", new Page.LocatorOptions().setHasText("plain-user")))
                    .containsText("security.ingest");
            page.getByLabel("Change: plain-user").click();
            button(dialog, "Delete this user").click();
            told(page, "The user plain-user was deleted.");
        }
    }

    @Test
    void tokensComeAndGo() {
        try (Visit visit = manager()) {
            Page page = visit.open("/security/users?add=token");
            Locator dialog = page.locator("dialog[open]");
            dialog.locator("[name=name]").fill("plain-token");
            dialog.locator("[value='security.ingest']").check();
            button(dialog, "Make a token").click();
            assertThat(page.locator("#command")).containsText("curl");
            visit.open("/security/users");
            page.getByLabel("Revoke: plain-token").first().click();
            button(dialog, "Revoke").click();
            told(page, "The token plain-token was revoked.");
        }
    }

    @Test
    void channelsAreAddedTriedAndRemoved() {
        try (Receiver receiver = Receiver.plain(0);
                Visit visit = manager()) {
            Page page = visit.open("/security/channels");
            page.getByText("Add a webhook").click();
            Locator dialog = page.locator("dialog[open]");
            dialog.locator("[name=name]").fill("plain-hook");
            dialog.locator("[name=url]").fill(receiver.url());
            dialog.locator("[name=secret]").fill("0123456789abcdef0123456789abcdef");
            button(dialog, "Save").click();
            told(page, "The channel plain-hook is saved.");
            page.getByLabel("Send a test: plain-hook").click();
            told(page, "The test was delivered by plain-hook.");
            page.getByLabel("Deliveries: plain-hook").click();
            assertThat(dialog.locator("tbody tr")).hasCount(1);
            dialog.locator("[data-close]").click();
            page.getByLabel("Change: plain-hook").click();
            button(dialog, "Remove this channel").click();
            told(page, "The channel was removed.");
            page.getByText("Notifications").first().click();
            assertThat(page.locator("h1")).hasText("Notifications");
        }
    }

    @Test
    void sourcesAreAddedAndEntitiesLookedAt() {
        try (Visit visit = manager()) {
            Page page = visit.open("/security/sources");
            Locator form = page.locator("section form");
            form.locator("[name=name]").fill("plain_source");
            form.locator("button").click();
            assertThat(page.locator(".notice")).containsText("plain_source, 90");
            Locator row = page.locator("#source-plain_source");
            row.locator("[name=retention_days]").fill("30");
            row.locator("button").click();
            assertThat(page.locator(".notice")).containsText("plain_source, 30");
            row.locator("[data-row]").click();
            assertThat(page.locator("#panel")).containsText("Nothing matches");

            visit.open("/security/entity?user_id=ann");
            page.locator("section:has(#alerts-title) tbody [data-row]").first().click();
            assertThat(page.locator("dialog[open]")).containsText("ann");
        }
    }

    private static Visit manager() {
        return Visit.withoutScripts("plain-manager", EVERYTHING);
    }

    private static void told(Page page, String text) {
        assertThat(page.locator(".notice")).hasText(text);
    }

    private static Locator button(Locator within, String name) {
        return within.locator("button")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + name + "$")))
                .first();
    }
}
