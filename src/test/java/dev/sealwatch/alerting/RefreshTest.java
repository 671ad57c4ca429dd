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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A page keeps itself fresh every minute, and never takes work out of anybody's hands. The browser's clock is set forward. */
@QuarkusTest
class RefreshTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String PAGE = "/security/intelligence?tab=alerts";

    /** What somebody may be in the middle of. */
    enum Work {
        SELECTION(
                page -> box(page).check(),
                page -> assertThat(box(page)).isChecked(),
                page -> box(page).uncheck()),
        OPEN_ROW(
                page -> page.locator("#bulk-all summary").click(),
                page -> assertThat(page.locator("#bulk-all p")).isVisible(),
                page -> page.locator("#bulk-all summary").click()),
        DIALOG(
                page -> page.locator("[data-row]").first().click(),
                page -> assertThat(page.locator("dialog:modal")).isVisible(),
                page -> page.keyboard().press("Escape")),
        NOTE_IN_THE_DIALOG(
                page -> {
                    page.locator("[data-row]").first().click();
                    page.locator("dialog:modal textarea").fill("half a no");
                },
                page -> {
                    assertThat(page.locator("dialog:modal textarea")).hasValue("half a no");
                    assertThat(page.locator("dialog:modal textarea")).isFocused();
                },
                page -> page.locator("dialog:modal [data-close]").click()),
        NOTE_IN_THE_LIST(
                page -> {
                    note(page).fill("half a no");
                    page.locator("[data-row]").first().focus();
                },
                page -> assertThat(note(page)).hasValue("half a no"),
                page -> note(page).fill(""));

        private final Consumer<Page> begin;
        private final Consumer<Page> stands;
        private final Consumer<Page> end;

        Work(Consumer<Page> begin, Consumer<Page> stands, Consumer<Page> end) {
            this.begin = begin;
            this.stands = stands;
            this.end = end;
        }

        private static Locator box(Page page) {
            return page.locator("input[name=id]").first();
        }

        private static Locator note(Page page) {
            return page.locator("#bulk input[name=notes]");
        }
    }

    @Inject
    Alarms alarms;

    @BeforeEach
    void twoAlerts() {
        alarms.reset();
        alarms.bruteForce("203.0.113.7", NOON);
        alarms.attack("data_exfiltration", "user:ann", "high", NOON);
        alarms.judgeAt(NOON);
        alarms.clockAt(NOON.plusSeconds(90));
    }

    @AfterEach
    void quiet() {
        alarms.reset();
    }

    @ParameterizedTest
    @EnumSource
    void survivesThreeRefreshesAndResumes(Work work) {
        try (Visit visit = analyst()) {
            Page page = visit.open(PAGE);
            List<String> asked = updates(page);
            work.begin.accept(page);
            page.waitForCondition(() -> page.locator("[aria-busy]").count() == 0);
            asked.clear();
            oneMore();

            for (int i = 0; i < 3; i++) {
                minute(page);
                work.stands.accept(page);
            }

            assertThat(asked).isNotEmpty().allMatch(url -> url.contains("/news?"));
            assertThat(page.locator(".freshness")).containsText("Data through 4 Mar 2026, 12:01:30");
            assertThat(page.locator(".freshness .paused")).containsText("refresh paused");
            assertThat(page.locator("#news")).hasText("· 1 new");
            assertThat(page.locator("#panel [data-row]")).hasCount(2);
            work.end.accept(page);
            page.locator("h1").click();
            minute(page);
            assertThat(page.locator("#panel [data-row]")).hasCount(3);
            assertThat(page.locator(".freshness .paused")).isHidden();
        }
    }

    @Test
    void keepsTheFocusAndThePlaceWhileItGoesOn() {
        try (Visit visit = analyst()) {
            Page page = visit.open(PAGE);
            page.setViewportSize(600, 400);
            Locator row = page.locator("[data-row]", new Page.LocatorOptions().setHasText("Brute force"));
            row.focus();
            Object place = page.evaluate("() => scrollY");
            List<String> asked = updates(page);
            oneMore();

            for (int i = 0; i < 3; i++) {
                minute(page);
                assertThat(row).isFocused();
            }

            assertThat(asked).hasSize(3);
            assertThat(page.locator("#panel [data-row]")).hasCount(3);
            assertThat((int) page.evaluate("() => scrollY")).isGreaterThan(0).isGreaterThanOrEqualTo((int) place);
        }
    }

    @Test
    void refreshesAtOnceWhereSomebodyAsksAndStillKeepsWhatHeChose() {
        try (Visit visit = analyst()) {
            Page page = visit.open(PAGE);
            page.locator("input[name=id]").first().check();
            page.locator("#bulk input[name=notes]").fill("half a no");
            assertThat(page.locator(".freshness")).containsText("(1 selected)");
            oneMore();

            page.locator("#refresh").click();

            assertThat(page.locator("#panel [data-row]")).hasCount(3);
            assertThat(page.locator("input[name=id]:checked")).hasCount(1);
            assertThat(page.locator("#bulk input[name=notes]")).hasValue("half a no");
        }
    }

    @Test
    void waitsWhileSomebodyTypesIntoTheFilters() {
        try (Visit visit = analyst()) {
            Page page = visit.open("/security/intelligence?tab=logs");
            List<String> asked = updates(page);
            Locator user = page.locator("input[name=user_id]");
            user.fill("half a na");

            minute(page);
            minute(page);

            assertThat(asked).allMatch(url -> url.contains("/news?"));
            assertThat(user).isFocused();
            assertThat(user).hasValue("half a na");
        }
    }

    @Test
    void sleepsOutOfSightAndCatchesUp() {
        try (Visit visit = analyst()) {
            Page page = visit.open(PAGE);
            List<String> asked = updates(page);
            look(page, false);
            oneMore();
            minute(page);
            minute(page);
            assertThat(asked).isEmpty();

            look(page, true);

            assertThat(page.locator("#panel [data-row]")).hasCount(3);
        }
    }

    @Test
    void saysThatItsDataIsOldWhereTheServiceDoesNotAnswer() {
        try (Visit visit = analyst()) {
            Page page = visit.open(PAGE);
            visit.context().setOffline(true);
            minute(page);

            assertThat(page.locator(".freshness .old")).isVisible();
            assertThat(page.locator("#toast")).containsText("The service can’t be reached.");
            visit.picture("toast");

            visit.context().setOffline(false);
            page.locator("#toast").getByText("Try again").click();
            assertThat(page.locator(".freshness .old")).isHidden();
            assertThat(page.locator("#toast")).isHidden();
        }
    }

    private void oneMore() {
        Instant later = NOON.plusSeconds(100);
        alarms.attack("session_anomaly", "user:ann", "medium", later);
        alarms.judgeAt(later);
        alarms.clockAt(later.plusSeconds(10));
    }

    private static Visit analyst() {
        Visit visit = Visit.of("refreshed", Permission.VIEW_AUDIT, Permission.MANAGE);
        visit.page().clock().install();
        return visit;
    }

    private static void look(Page page, boolean seen) {
        page.evaluate(
                "seen => { Object.defineProperty(document, 'hidden', {value: !seen, configurable: true});"
                        + " document.dispatchEvent(new Event('visibilitychange', {bubbles: true})); }",
                seen);
    }

    private static List<String> updates(Page page) {
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> {
            if (request.headers().containsKey("hx-request")) {
                asked.add(request.url());
            }
        });
        return asked;
    }

    private static void minute(Page page) {
        page.waitForCondition(() -> page.locator("[aria-busy]").count() == 0);
        page.clock().runFor(60_500);
        page.waitForCondition(() -> page.locator("[aria-busy]").count() == 0);
    }
}
