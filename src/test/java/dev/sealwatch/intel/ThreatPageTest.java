package dev.sealwatch.intel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.sealwatch.intel.Intelligence.sighting;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tab of threats and the page of indicators in a browser. */
@QuarkusTest
class ThreatPageTest {

    private static final String TAB = "/security/intelligence?tab=threats";
    private static final String PAGE = "/security/indicators";

    @Inject
    Intelligence intelligence;

    @Inject
    TestClock clock;

    @BeforeEach
    void twoThatDetectorsSaw() {
        intelligence.reset();
        clock.set(Instant.parse("2026-03-04T12:00:00Z"));
        intelligence.see(
                sighting("203.0.113.66", 1, 2, ThreatLevel.HIGH), sighting("203.0.113.66", 2, 3, ThreatLevel.CRITICAL));
        intelligence.see(sighting("203.0.113.67", 3, 3, ThreatLevel.LOW));
        intelligence.settle();
    }

    @Test
    void sortsByOccurrencesAndLeadsToTheEntries() {
        try (Visit visit = Visit.withoutScripts("threats", Permission.VIEW_AUDIT)) {
            Page page = visit.open(TAB);
            page.getByText("Occurrences").click();

            assertThat(page).hasURL(Pattern.compile(".*sort=-occurrences"));
            assertThat(page.locator("tbody tr").first()).containsText("203.0.113.66");

            page.getByText("Occurrences").click();
            assertThat(page.locator("tbody tr").first()).containsText("203.0.113.67");
            assertThat(page.getByText("203.0.113.67"))
                    .hasAttribute(
                            "href",
                            "security/intelligence?tab=logs&from=2026-03-03T10%3A00%3A00Z&ip_address=203.0.113.67");
            visit.open(TAB + "&threat_level=terrible");
            assertThat(page.locator("#panel .refusal")).containsText("threat_level");
        }
    }

    @Test
    void meetsWcagInBothLanguages() {
        try (Visit visit = Visit.of("threats-wcag", Permission.VIEW_AUDIT, Permission.MANAGE)) {
            visit.open(TAB);
            visit.meetsWcag("threats");
            visit.open(PAGE);
            visit.meetsWcag("indicators");
        }
        try (Visit visit = Visit.of("threats-ro", Permission.VIEW_AUDIT).inRomanian()) {
            Page page = visit.open(TAB);
            assertThat(page.locator("tbody")).containsText("Adresă");
            visit.open(PAGE);
            assertThat(page.locator("h1")).hasText("Adrese, utilizatori și domenii cunoscute ca periculoase");
            assertThat(page.locator("main form[method=post]")).hasCount(0);
            visit.picture("indicators-ro");
        }
    }

    @Test
    void saysAtTheFieldWhatIsWrongAndKeepsWhatIsTyped() {
        try (Visit visit = Visit.of("threats-keeper", Permission.VIEW_AUDIT, Permission.MANAGE)) {
            Page page = visit.open(PAGE);
            Locator form = page.locator("section form");
            form.locator("[name=indicator]").fill("127.0.0.1");
            form.locator("[name=description]").fill("Found in a <b>report</b>");
            form.locator("button").click();

            assertThat(form.locator(".refusal")).containsText("not a private one");
            assertThat(form.locator("[name=description]")).hasValue("Found in a <b>report</b>");
            visit.meetsWcag("indicators-refused");

            form.locator("[name=type]").selectOption("user");
            form.locator("[name=indicator]").fill("mallory<script>");
            form.locator("button").click();

            assertThat(page.locator(".notice")).hasText("The indicator is kept.");
            Locator row = page.locator("tbody tr", new Page.LocatorOptions().setHasText("mallory<script>"));
            assertThat(row).containsText("Found in a <b>report</b>");
            assertThat(row).containsText("user:threats-keeper");
        }
    }

    @Test
    void changesAndRemoves() {
        try (Visit visit = Visit.of("threats-changer", Permission.VIEW_AUDIT, Permission.MANAGE)) {
            Page page = visit.open(PAGE + "?indicator=203.0.113.67");
            Locator row = page.locator("tbody tr");
            row.getByText("Edit").click();
            page.locator("section form [name=threat_level]").selectOption("critical");
            page.locator("section form [name=description]").fill("It came back");
            page.locator("section form [name=expires_at]").fill("2026-04-01T10:00");
            page.locator("section form button").click();

            assertThat(page.locator(".notice")).hasText("The indicator is kept.");
            visit.open(PAGE + "?indicator=203.0.113.67");
            assertThat(row).containsText("Critical");
            assertThat(row).containsText("It came back");
            assertThat(row).containsText("1 Apr 2026, 10:00:00");

            row.locator("summary").click();
            row.getByText("Remove for good").click();
            assertThat(page.locator(".notice")).hasText("The indicator is removed.");
            assertThat(page.locator("tbody")).not().containsText("203.0.113.67");
        }
    }
}
