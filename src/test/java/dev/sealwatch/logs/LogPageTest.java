package dev.sealwatch.logs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import dev.sealwatch.logs.LogEntry.Level;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tab of entries, with a browser. */
@QuarkusTest
class LogPageTest {

    private static final String TAB = "/security/intelligence?tab=logs&from=now-7d&category=";

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    @Inject
    Pool pool;

    @Test
    void keepsItsFiltersInTheAddress() {
        store("page_filters", 3, Level.ERROR, "refused");
        store("page_filters", 2, Level.INFO, "let in");
        try (Visit visit = visit("filters")) {
            Page page = visit.open(TAB + "page_filters");
            assertThat(lines(page)).hasCount(5);

            page.locator("input[name=search]").fill("refused");
            button(page, "Filter").click();
            assertThat(page).hasURL(Pattern.compile(".*search=refused.*"));
            assertThat(lines(page)).hasCount(3);
            page.reload();
            assertThat(lines(page)).hasCount(3);
            assertThat(page.locator("input[name=search]")).hasValue("refused");

            page.goBack();
            assertThat(lines(page)).hasCount(5);
            page.getByTitle("Without error").first().click();
            assertThat(lines(page)).hasCount(2);
            page.locator(".chips a")
                    .filter(new Locator.FilterOptions().setHasText("page_filters"))
                    .click();
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
        store("page_entry", 8, Level.WARN, "slow ".repeat(60));
        try (Visit visit = visit("details")) {
            Page page = visit.open(TAB + "page_entry");
            assertInOneLine(page.locator("td[data-l=Category] a.clamp").first());
            visit.meetsWcag("logs");
            page.getByText("Login failed<U+000A>for Ana").click();

            Locator dialog = page.getByRole(AriaRole.DIALOG);
            assertThat(dialog).containsText("Login failed\nfor Ana");
            assertThat(dialog).containsText("\"ratio\": 1.50");
            assertThat(dialog).containsText("curl/8");
            assertCanBeCopied(visit, dialog);
            visit.meetsWcag("logs-entry");
            dialog.getByText("± 5 min").click();
            assertThat(page).hasURL(Pattern.compile(".*user_id=ana&ip_address=198.51.100.77.*"));
            assertThat(lines(page)).hasCount(1);
        }
    }

    /** A word beside a long message stays in one piece. */
    private static void assertInOneLine(Locator word) {
        assertThat(word.boundingBox().height).isLessThan(40);
    }

    private static void assertCanBeCopied(Visit visit, Locator dialog) {
        dialog.locator(".copy summary").click();
        String command = dialog.locator("#as-curl").textContent();
        assertThat(command).startsWith("curl -H \"Authorization: Bearer $SIEM_TOKEN\" \"$SIEM_URL/api/siem/logs/");
        String json = dialog.getByText("As JSON").getAttribute("href");
        assertThat(visit.context().request().get(Visit.ownBase() + "/" + json).text())
                .contains("Login failed\\nfor Ana");
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
    void leavesOutWhatSomebodyIsNotLookingFor() {
        storeOfThree("page_out");
        try (Visit visit = visit("out")) {
            Page page = visit.open(TAB + "page_out");
            page.locator("#panel").getByTitle("Without Scanner").click();
            assertThat(page).hasURL(Pattern.compile(".*not_user_id=Scanner.*"));
            assertThat(lines(page)).hasCount(2);
            assertThat(page.locator("#panel")).containsText("of nobody");
            assertThat(page.locator("#timeline-title")).containsText(": 2,");
            assertThat(page.locator("#tail")).hasAttribute("data-src", Pattern.compile(".*not_user_id=Scanner.*"));
            assertThat(button(page, "Export as CSV")).hasAttribute("href", Pattern.compile(".*not_user_id=Scanner.*"));

            page.getByText("not User: Scanner").click();
            assertThat(lines(page)).hasCount(3);
        }
    }

    @Test
    void showsTheSameToWhoeverFollowsALink() {
        storeOfThree("page_shared");
        try (Visit visit = visit("sharer");
                Visit other = visit("shared")) {
            Page page = visit.open(TAB + "page_shared&not_user_id=scanner");
            page.getByText("hers").click();
            assertThat(page).hasURL(Pattern.compile(".*detail=.*"));
            page.reload();
            assertThat(page.getByRole(AriaRole.DIALOG)).containsText("hers");
            Page shared = other.open(page.url().substring(Visit.ownBase().length()));
            assertThat(shared.getByRole(AriaRole.DIALOG)).containsText("hers");
            assertThat(lines(shared)).hasCount(2);
            page.goBack();
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
            assertThat(lines(page)).hasCount(2);
        }
    }

    private void storeOfThree(String category) {
        Instant time = clock.instant().minus(Duration.ofHours(1));
        rows.store(
                AnEntry.at(time).category(category).user("Scanner").message("again"),
                AnEntry.at(time).category(category).user("ana").message("hers"),
                AnEntry.at(time).category(category).message("of nobody"));
    }

    @Test
    void showsEntriesAtOnceAndOffersToCountWhatTakesLong() {
        store("page_slow", 3, Level.WARN, "slow to count");
        try (Visit visit = visit("slow")) {
            SqlConnection other = pool.getConnection().await().indefinitely();
            other.query("begin; lock table log_counts in access exclusive mode")
                    .execute()
                    .await()
                    .indefinitely();
            Page page = visit.open(TAB + "page_slow");
            other.query("rollback").execute().eventually(other::close).await().indefinitely();
            assertThat(lines(page)).hasCount(3);
            assertThat(page.locator("figure")).hasCount(0);

            page.getByText("Count them").click();
            assertThat(page.locator("figure")).containsText(": 3");
            assertThat(page).hasURL(Pattern.compile(".*timeline=all.*"));
            visit.open(TAB + "page_slow&from=2040-01-01T00:00:00Z");
            assertThat(page.getByText("Count them")).hasCount(0);
        }
    }

    @Test
    void zoomsIntoWhatWasDraggedOutOfTheTimeline() {
        Instant first = clock.instant().minus(Duration.ofHours(50));
        Stream.of(0, 30, 40)
                .forEach(hours -> rows.store(AnEntry.at(first.plus(Duration.ofHours(hours)))
                        .category("page_drag")
                        .message("after " + hours)));
        try (Visit visit = visit("drag")) {
            Page page = visit.open(TAB + "page_drag");
            drag(page, 1, 2);
            page.keyboard().press("Escape");
            page.mouse().up();
            assertThat(lines(page)).hasCount(3);
            assertThat(page).not().hasURL(Pattern.compile(".*to=.*"));

            drag(page, 1, 2);
            page.mouse().up();
            assertThat(page).hasURL(Pattern.compile(".*to=20.*"));
            assertThat(lines(page)).hasCount(2);
        }
    }

    /** With the button still down. */
    private static void drag(Page page, int from, int to) {
        Locator bars = page.locator(".timeline svg .hit");
        bars.first().scrollIntoViewIfNeeded();
        BoundingBox one = bars.nth(from).boundingBox();
        BoundingBox other = bars.nth(to).boundingBox();
        page.mouse().move(one.x + one.width / 2, one.y + one.height / 2);
        page.mouse().down();
        page.mouse().move(other.x + other.width / 2, other.y + other.height / 2, new Mouse.MoveOptions().setSteps(5));
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
            assertThat(page.locator("#panel")).containsText("Ultimele 1 z (0)");
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
