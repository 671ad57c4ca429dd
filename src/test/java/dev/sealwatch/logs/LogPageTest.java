package dev.sealwatch.logs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.sealwatch.logs.LogEntry.Level;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tab of entries, with a browser. */
@QuarkusTest
class LogPageTest {

    private static final String TAB = "/security/intelligence?tab=logs&from=now-7d&category=";

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    @Test
    void keepsItsFiltersInTheAddress() {
        store("page_filters", 3, Level.ERROR, "refused");
        store("page_filters", 2, Level.INFO, "let in");
        try (Visit visit = visit("filters")) {
            Page page = visit.open(TAB + "page_filters");
            assertThat(lines(page)).hasCount(5);

            page.getByLabel("Message contains").fill("refused");
            button(page, "Filter").click();
            assertThat(page).hasURL(Pattern.compile(".*search=refused.*"));
            assertThat(lines(page)).hasCount(3);
            page.reload();
            assertThat(lines(page)).hasCount(3);
            assertThat(page.getByLabel("Message contains")).hasValue("refused");

            page.goBack();
            assertThat(lines(page)).hasCount(5);
            page.getByTitle("Without error").first().click();
            assertThat(lines(page)).hasCount(2);
            page.getByLabel("Without page_filters").click();
            assertThat(page).not().hasURL(Pattern.compile(".*category.*"));
        }
    }

    @Test
    void opensAnEntryWithAllThereIsToIt() {
        Instant time = clock.instant().minus(Duration.ofHours(3));
        rows.store(AnEntry.at(time)
                .category("page_entry")
                .message("Login failed\nfor Ana")
                .metadata("{\"ratio\": 1.50, \"geo\": {\"country\": \"RO\"}}")
                .user("ana")
                .address("198.51.100.77")
                .agent("curl/8"));
        store("page_entry", 60, Level.WARN, "slow");
        try (Visit visit = visit("details")) {
            Page page = visit.open(TAB + "page_entry");
            visit.meetsWcag("logs");
            page.getByText("Login failed<U+000A>for Ana").click();

            Locator dialog = page.getByRole(AriaRole.DIALOG);
            assertThat(dialog).containsText("Login failed\nfor Ana");
            assertThat(dialog).containsText("\"ratio\": 1.50");
            assertThat(dialog).containsText("curl/8");
            visit.meetsWcag("logs-entry");
            dialog.getByText("± 5 min").click();
            assertThat(page).hasURL(Pattern.compile(".*user_id=ana&ip_address=198.51.100.77.*"));
            assertThat(lines(page)).hasCount(1);
        }
    }

    @Test
    void narrowsToTheBarThatWasChosen() {
        Instant hour = clock.instant().minus(Duration.ofHours(50));
        rows.store(
                AnEntry.at(hour).category("page_bars").message("early"),
                AnEntry.at(hour.plus(Duration.ofHours(30)))
                        .category("page_bars")
                        .message("late"));
        try (Visit visit = visit("bars")) {
            Page page = visit.open(TAB + "page_bars");
            assertThat(page.locator(".timeline svg a")).hasCount(2);
            page.locator(".timeline svg a").first().click();

            assertThat(page).hasURL(Pattern.compile(".*from=20[^&]*&.*to=20.*|.*to=20[^&]*&.*from=20.*"));
            assertThat(lines(page)).hasCount(1);
            assertThat(lines(page)).containsText("early");
            page.keyboard().press("[");
            assertThat(page.locator("#panel")).containsText("Nothing matches");
            page.keyboard().press("]");
            assertThat(lines(page)).hasCount(1);
        }
    }

    @Test
    void goesOnToTheNextPageAndExportsAllOfIt() {
        store("page_pages", 130, Level.INFO, "one of many");
        try (Visit visit = visit("pages")) {
            Page page = visit.open("/security/intelligence?tab=logs&category=page_pages");
            assertThat(lines(page)).hasCount(100);
            String export = button(page, "Export as CSV").getAttribute("href");
            String csv = visit.context()
                    .request()
                    .get(Visit.ownBase() + "/" + export)
                    .text();
            assertThat(csv.lines()).hasSize(131);

            clock.advance(Duration.ofMinutes(1));
            button(page, "Next page").click();
            assertThat(lines(page)).hasCount(30);
            lines(page).first().locator("[data-row]").click();
            page.locator("[data-close]").click();
            assertThat(lines(page)).hasCount(30);
        }
    }

    @Test
    void worksWithoutScripts() {
        store("page_plain", 2, Level.CRITICAL, "down");
        try (Visit visit = Visit.withoutScripts("logs-plain", Permission.VIEW_AUDIT)) {
            Page page = visit.open(TAB + "page_plain");
            page.getByLabel("critical", new Page.GetByLabelOptions().setExact(true))
                    .check();
            button(page, "Filter").click();
            assertThat(lines(page)).hasCount(2);
            lines(page).first().locator("[data-row]").click();
            assertThat(page.locator("dialog[open]")).containsText("Signing key");
            page.locator("[data-close]").click();
            page.getByLabel("± 15 min around it").first().click();
            assertThat(lines(page).first()).containsText("down");
        }
    }

    @Test
    void speaksRomanianAndSaysWhatItCanNotRead() {
        try (Visit visit = visit("roman").inRomanian()) {
            Page page = visit.open("/security/intelligence?tab=logs&category=page_none&from=now-1h");
            assertThat(page.locator("#panel")).containsText("Nimic nu corespunde acestor filtre.");
            visit.picture("logs-nothing-ro");
            visit.open("/security/intelligence?tab=logs&from=yesterday&ip_address=nowhere");
            assertThat(page.getByRole(AriaRole.ALERT).last()).containsText("Aceste filtre nu pot fi citite: from");
            visit.open("/security/intelligence?tab=logs&ip_address=nowhere");
            assertThat(page.getByRole(AriaRole.ALERT).last()).containsText("ip_address");
        }
    }

    private void store(String category, int count, Level level, String message) {
        Instant time = clock.instant().minus(Duration.ofHours(1));
        rows.store(IntStream.range(0, count)
                .mapToObj(i -> AnEntry.at(time.minusSeconds(i))
                        .category(category)
                        .level(level)
                        .message(message))
                .toArray(AnEntry[]::new));
    }

    private static Visit visit(String name) {
        return Visit.of("logs-" + name, Permission.VIEW_AUDIT);
    }

    private static Locator lines(Page page) {
        return page.locator("tr[id^=entry-]");
    }

    private static Locator button(Page page, String name) {
        return page.locator("main a, main button")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + name + "$")));
    }
}
