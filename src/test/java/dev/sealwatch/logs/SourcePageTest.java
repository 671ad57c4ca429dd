package dev.sealwatch.logs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.security.Permission;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The page of sources, with a browser. */
@QuarkusTest
class SourcePageTest {

    private static final String PAGE = "/security/sources";

    @Test
    void addsASourceAndChangesHowLongItIsKept() {
        try (Visit visit = Visit.of("source-manager-1", Permission.VIEW_AUDIT, Permission.MANAGE)) {
            Page page = visit.open(PAGE);
            visit.meetsWcag("sources");
            page.getByLabel("Name (lower_snake_case)").fill("door_locks");
            page.getByText("Add", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator(".notice")).containsText("door_locks, 90");

            page.getByLabel("Days that door_locks is kept").fill("400");
            page.getByLabel("Save: door_locks").click();
            assertThat(page.locator(".notice")).containsText("door_locks, 400");
            assertThat(page.locator("#source-door_locks")).containsText("400");
        }
    }

    @Test
    void refusesWithoutScriptsWhatIsNoRetention() {
        try (Visit visit = Visit.withoutScripts("source-manager-2", Permission.VIEW_AUDIT, Permission.MANAGE)
                .inRomanian()) {
            Page page = visit.open(PAGE);
            page.locator("form.inline input[type=hidden][name=name]")
                    .first()
                    .evaluate("input => { input.form.noValidate = true; input.value = '<script>'; }");
            page.locator("form.inline button").first().click();
            assertThat(page.locator(".notice[data-good=false]")).containsText("Nu s-a modificat nimic.");
        }
    }

    @Test
    void lookersChangeNothing() {
        try (Visit visit = Visit.of("source-looker", Permission.VIEW_AUDIT)) {
            Page page = visit.open(PAGE);
            assertThat(page.locator("#source-access")).containsText("30");
            assertThat(page.locator("main form")).hasCount(0);
        }
    }
}
