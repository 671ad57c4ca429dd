package dev.sealwatch.alerting;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.KeyboardModifier;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.security.Permission;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens without loading a page anew, and that its address, its focus and its way back are as if it had been. */
@QuarkusTest
class QuickPageTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String PAGE = "/security/intelligence?tab=alerts";

    @Inject
    Alarms alarms;

    @BeforeEach
    void threeAlerts() {
        alarms.reset();
        alarms.bruteForce("203.0.113.7", NOON);
        alarms.attack("data_exfiltration", "user:ann", "high", NOON);
        alarms.attack("session_anomaly", "user:ann", "medium", NOON);
        alarms.judgeAt(NOON);
        alarms.clockAt(NOON.plusSeconds(90));
    }

    @AfterEach
    void quiet() {
        alarms.reset();
    }

    @Test
    void opensAndClosesTheDetailsOnTopOfTheList() {
        try (Visit visit = analyst("quick-1")) {
            Page page = opened(visit);
            Locator row = page.locator("[data-row]", new Page.LocatorOptions().setHasText("Brute force"));
            page.locator("input[name=id]").first().check();
            row.click();
            assertThat(page.locator("dialog:modal")).containsText("RULE-BRUTE-FORCE");
            assertThat(page).hasURL(Pattern.compile(".*tab=alerts&detail=\\d+"));
            assertThat(page.locator("dialog [data-close]")).isFocused();

            page.keyboard().press("Escape");
            assertThat(page).hasURL(Pattern.compile(".*tab=alerts$"));
            assertThat(page.locator("dialog[open]")).hasCount(0);
            assertThat(row).isFocused();
            assertThat(page.locator("input[name=id]:checked")).hasCount(1);
            assertThat(isStillTheSame(page)).isTrue();

            page.goBack();
            assertThat(page.locator("dialog:modal")).containsText("RULE-BRUTE-FORCE");
            page.locator("dialog [data-close]").click();
            assertThat(row).isFocused();
        }
    }

    @Test
    void goesFromTabToTabAndBackAndKeepsNothingInTheBrowser() {
        try (Visit visit = analyst("quick-2")) {
            Page page = opened(visit);
            page.locator("input[name=severity][value=medium]").check();
            page.getByText("Filter", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("[data-row]")).hasCount(1);
            assertThat(page).hasURL(Pattern.compile(".*severity=medium.*"));
            page.locator("#tab-anomalies").click();
            assertThat(page.locator("#tab-anomalies")).hasAttribute("aria-current", "page");
            assertThat(page.locator("#tab-anomalies")).isFocused();
            assertThat(isStillTheSame(page)).isTrue();

            page.goBack();

            assertThat(page.locator("#filters input[value=medium]")).isChecked();
            assertThat(page.locator("#panel [data-row]")).hasCount(1);
            assertThat((String) page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])"))
                    .doesNotContain("<", "ann");
            page.locator("#panel .chip").first().click();
            assertThat(page).hasURL(Pattern.compile(".*/security/entity\\?.*"));
            assertThat(page.locator("h1")).containsText("ann");
        }
    }

    @Test
    void actsOnceHoweverOftenAButtonIsPressedAndGoesOnToTheNextRow() {
        try (Visit visit = analyst("quick-3")) {
            Page page = opened(visit);
            List<String> sent = new ArrayList<>();
            page.onRequest(request -> {
                if (request.method().equals("POST")) {
                    sent.add(request.url());
                }
            });
            page.locator("input[name=id]").last().check();
            page.locator("[data-row]").first().focus();

            page.locator("[data-key=a]").first().dblclick();

            assertThat(page.locator(".notice")).hasText("Alert acknowledged successfully");
            assertThat(page.locator("#panel [data-row]")).hasCount(2);
            assertThat(sent).hasSize(1);
            assertThat(page.locator("[data-row]").first()).isFocused();
            assertThat(page.locator("input[name=id]:checked")).hasCount(1);
            assertThat(isStillTheSame(page)).isTrue();
        }
    }

    @Test
    void tellsWhatWentWrongAndTriesAgain() {
        try (Visit visit = analyst("quick-4")) {
            Page page = opened(visit);
            visit.context().setOffline(true);
            page.locator("[data-row]").first().click();
            assertThat(page.locator("#toast")).containsText("The service can’t be reached.");

            visit.context().setOffline(false);
            page.locator("#toast").getByText("Try again").click();
            assertThat(page.locator("dialog:modal")).isVisible();
            assertThat(page.locator("#toast")).isHidden();

            page.evaluate("document.querySelector('dialog form').setAttribute('action', 'security/alerts/x/resolve')");
            page.locator("dialog textarea").fill("what was typed");
            page.locator("dialog [data-key=a]")
                    .evaluate("one => one.setAttribute('formaction', 'security/alerts/x/y')");
            page.locator("dialog [data-key=a]").click();
            assertThat(page.locator("dialog #toast")).containsText("That did not work: 404");
            assertThat(page.locator("dialog textarea")).hasValue("what was typed");
        }
    }

    @Test
    void leadsToTheLoginOnceTheSessionIsOver() {
        try (Visit visit = analyst("quick-5")) {
            Page page = opened(visit);
            visit.cookie("siem_session", "over");

            page.locator("#tab-logs").click();

            assertThat(page).hasURL(Pattern.compile(".*/login\\?next=security%2Fintelligence%3Ftab%3Dlogs.*"));
        }
    }

    @Test
    void selectsARangeAndAllOfAPage() {
        try (Visit visit = analyst("quick-6")) {
            Page page = opened(visit);
            Locator boxes = page.locator("input[name=id]");
            Locator chosen = page.locator("#bulk [data-chosen]");
            boxes.first().check();
            assertThat(chosen).hasText("(1 selected)");
            boxes.last().click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
            assertThat(chosen).hasText("(3 selected)");
            page.locator("[data-all]").check();
            page.locator("[data-all]").uncheck();
            assertThat(chosen).isEmpty();
            page.keyboard().press("j");
            page.keyboard().press("x");
            assertThat(chosen).hasText("(1 selected)");
            page.keyboard().press("j");
            page.keyboard().press("j");
            page.keyboard().press("Shift+X");
            assertThat(chosen).hasText("(3 selected)");
        }
    }

    @Test
    void resolvesTenThousandByTheFormInUnderFiveSeconds() {
        alarms.change("""
                insert into security_alerts (rule_id, entity, severity, about, who, observed, threshold, window_seconds,
                       ip_address, created_at, last_seen, told_at, told_severity)
                select 'RULE-SUSPICIOUS-IP', 'ip:' || i, 'high', 'suspicious_ip', '192.0.2.1', 1, 1, 60, '192.0.2.1',
                       $1, $1, $1, 'high'
                  from generate_series(1, 9998) as i
                """, Tuple.of(NOON.atOffset(ZoneOffset.UTC)));
        try (Visit visit = analyst("quick-7")) {
            Page page = opened(visit);
            page.locator("#bulk").getByLabel("Classification").selectOption("benign");
            page.getByText("All 10,001 that match").click();
            long start = System.nanoTime();
            page.getByText("Resolve all that match").click();
            assertThat(page.locator(".notice")).containsText("10,000 alerts resolved.");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(page.locator("#panel [data-row]")).hasCount(1);
        }
    }

    private static Visit analyst(String name) {
        return Visit.of(name, Permission.VIEW_AUDIT, Permission.MANAGE);
    }

    /** Marked, so that it can be seen whether it was loaded anew. */
    private static Page opened(Visit visit) {
        Page page = visit.open(PAGE);
        page.evaluate("() => { window.same = true; }");
        return page;
    }

    private static boolean isStillTheSame(Page page) {
        return (boolean) page.evaluate("() => window.same === true");
    }
}
