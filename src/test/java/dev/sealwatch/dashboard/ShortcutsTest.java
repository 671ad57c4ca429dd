package dev.sealwatch.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Single keys, for whoever wants them (WCAG 2.1.4). */
@QuarkusTest
class ShortcutsTest {

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    @Test
    void leadFromTabToTabAndTellThemselves() {
        try (Visit visit = Visit.of("typist", Permission.VIEW_AUDIT)) {
            Page page = visit.open("/security/intelligence");

            page.keyboard().press("g");
            page.keyboard().press("a");
            assertThat(page).hasURL(Pattern.compile(".*tab=alerts.*"));

            page.keyboard().press("?");
            assertThat(page.locator("#shortcuts")).isVisible();
            page.keyboard().press("Escape");
            assertThat(page.locator("#shortcuts")).isHidden();
        }
    }

    @Test
    void filterAndCopyWhatIsFocused() {
        rows.store(AnEntry.at(clock.instant().minusSeconds(60)).category("key_one"));
        try (Visit visit = Visit.of("copyist", Permission.VIEW_AUDIT)) {
            visit.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            Page page = visit.open("/security/intelligence?tab=logs&category=key_one");
            page.keyboard().press("j");
            page.keyboard().press("c");
            assertThat(page.locator("#notice")).hasText("Copied.");
            assertThat(copied(page)).contains("category=key_one", "&detail=");
            page.keyboard().press("o");
            page.waitForURL(Pattern.compile(".*detail=.*"));
            page.keyboard().press("c");
            assertThat(page.locator("dialog[open] [data-key=c]")).hasText("Copied.");
            assertThat(copied(page)).contains(page.url().replaceAll(".*(detail=\\d+).*", "$1"));

            page.keyboard().press("Escape");
            page.waitForURL(Pattern.compile("^(?!.*detail=).*$"));
            page.locator("tbody [data-key=f]").first().focus();
            page.keyboard().press("f");
            page.waitForURL(Pattern.compile(".*level=info.*"));
            page.keyboard().press("t");
            assertThat(page.locator(".filters input[name=from]")).isFocused();
        }
    }

    private static String copied(Page page) {
        return (String) page.evaluate("navigator.clipboard.readText()");
    }

    @Test
    void doNothingWhereSomebodySwitchedThemOff() {
        try (Visit visit = Visit.of("typist", Permission.VIEW_AUDIT).cookie("siem_shortcuts", "off")) {
            Page page = visit.open("/security/intelligence");

            page.keyboard().press("?");

            assertThat(page.locator("#shortcuts")).isHidden();
        }
    }
}
