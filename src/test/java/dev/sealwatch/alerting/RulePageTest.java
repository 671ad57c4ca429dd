package dev.sealwatch.alerting;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.security.Permission;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of alert rules with a browser. */
@QuarkusTest
class RulePageTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String RULES = "/security/rules";

    @Inject
    Alarms alarms;

    @BeforeEach
    void oneAlert() {
        alarms.reset();
        alarms.bruteForce("203.0.113.7", NOON);
        alarms.judgeAt(NOON);
    }

    @AfterEach
    void quiet() {
        alarms.reset();
    }

    @Test
    void changesARuleAndLeavesAnEntry() {
        try (Visit visit = manager("rule-changer")) {
            Page page = visit.open(RULES);
            assertThat(page.locator("tr[id^=rule-]")).hasCount(7);
            page.locator("#rule-RULE-BRUTE-FORCE").getByText("Change").click();
            visit.meetsWcag("rules-change");
            page.getByLabel("The rule is on").uncheck();
            page.getByLabel("Cooldown, seconds").fill("120");
            page.getByText("Save").click();

            assertThat(page.locator(".notice")).hasText("The rule was changed.");
            assertThat(page.locator("#rule-RULE-BRUTE-FORCE")).containsText("2 min");
            assertThat(page.locator("#rule-RULE-BRUTE-FORCE")).containsText("Off");
        }
        assertThat(alarms.rows("""
                        select metadata -> 'after' ->> 'cooldown_seconds' as cooldown
                          from aggregated_logs
                         where category = 'siem_alert_rule_changed'
                         order by id desc
                         limit 1
                        """).get(0).getString("cooldown")).isEqualTo("120");
    }

    @Test
    void mutesAndSpeaksAgainByTheViewersClock() {
        try (Visit visit = manager("muter").cookie("siem_zone", "Europe%2FBucharest")) {
            Page page = visit.open(RULES);
            page.locator("#add-mute summary").click();
            Locator form = page.locator("#add-mute form");
            form.locator("[name=ip_address]").fill("300.1.1.1");
            form.getByLabel("Reason").fill("<script>pentest</script>");
            form.getByLabel("Until").fill("2026-03-04T15:00");
            form.locator("button").click();
            assertThat(page.locator(".notice[data-good=false]")).containsText("Expected an address");

            page.locator("#add-mute summary").click();
            form.locator("[name=ip_address]").fill("203.0.113.7");
            form.getByLabel("Reason").fill("<script>pentest</script>");
            form.getByLabel("Until").fill("2026-03-04T15:00");
            form.locator("button").click();
            assertThat(page.locator(".notice")).hasText("The mute was added.");
            assertThat(page.locator("section:has(#mutes-title) tbody")).containsText("<script>pentest</script>");
            assertThat(page.locator("section:has(#mutes-title) tbody time"))
                    .hasAttribute("datetime", "2026-03-04T13:00:00Z");

            page.getByText("Remove").click();
            assertThat(page.locator("section:has(#mutes-title) tbody")).hasText("Nothing is muted.");
        }
    }

    @Test
    void plansAndCancelsMaintenanceWithoutScripts() {
        try (Visit visit = Visit.withoutScripts("planner", Permission.VIEW_AUDIT, Permission.MANAGE)
                .inRomanian()) {
            Page page = visit.open(RULES);
            page.locator("#add-window summary").click();
            Locator form = page.locator("#add-window form");
            form.locator("[name=from]").fill("2026-03-04T11:00");
            form.locator("[name=until]").fill("2026-03-04T13:00");
            form.locator("[name=reason]").fill("mutare");
            form.locator("[value=RULE-DATA-EXFIL]").check();
            form.locator("button").click();

            assertThat(page.locator(".notice")).hasText("Fereastra de mentenanță a fost adăugată.");
            assertThat(page.locator("section:has(#windows-title) tbody")).containsText("În curs");
            visit.picture("rules-ro");
            page.getByText("Anulează").click();
            assertThat(page.locator("section:has(#windows-title) tbody")).containsText("Niciuna");
        }
    }

    @Test
    void isReadOnlyWithoutThePermission() {
        alarms.resolveAll(NOON.plusSeconds(60));
        try (Visit visit = Visit.of("reader", Permission.VIEW_AUDIT)) {
            Page page = visit.open(RULES);
            visit.meetsWcag("rules-reader");
            assertThat(page.locator("main form")).hasCount(0);
            assertThat(page.locator("section:has(#statistics-title)")).containsText("half within 1 min");
            page.locator("#rule-RULE-BRUTE-FORCE [data-row]").click();
            assertThat(page.locator("dialog[open] form")).hasCount(0);
        }
    }

    @Test
    void isReadableByAll() {
        try (Visit visit = manager("reader-of-all")) {
            Page page = visit.open(RULES);
            page.locator("#add-mute summary").click();
            page.locator("#add-window summary").click();
            visit.meetsWcag("rules");
        }
    }

    private static Visit manager(String name) {
        return Visit.of(name, Permission.VIEW_AUDIT, Permission.MANAGE);
    }
}
