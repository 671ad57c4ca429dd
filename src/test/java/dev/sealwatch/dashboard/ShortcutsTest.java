package dev.sealwatch.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.security.Permission;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Single keys, for whoever wants them (WCAG 2.1.4). */
@QuarkusTest
class ShortcutsTest {

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
    void doNothingWhereSomebodySwitchedThemOff() {
        try (Visit visit = Visit.of("typist", Permission.VIEW_AUDIT).cookie("siem_shortcuts", "off")) {
            Page page = visit.open("/security/intelligence");

            page.keyboard().press("?");

            assertThat(page.locator("#shortcuts")).isHidden();
        }
    }
}
