package dev.sealwatch.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.security.Permission;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** A page keeps itself fresh every minute, and never takes work out of anybody's hands. The browser's clock is set forward. */
@QuarkusTest
class RefreshTest {

    private static final String PAGE = "/security/intelligence?tab=alerts";

    @Test
    void asksAnewEveryMinute() {
        try (Visit visit = visit()) {
            Page page = visit.open(PAGE);
            List<String> asked = updates(page);

            minutes(page, 2);

            Assertions.assertThat(asked).hasSize(2);
            assertThat(page.locator("html")).not().hasAttribute("data-paused", "");
        }
    }

    @Test
    void waitsWhileSomebodyTypesAndGoesOnAfterwards() {
        try (Visit visit = visit()) {
            Page page = visit.open("/security/intelligence?tab=logs");
            List<String> asked = updates(page);
            Locator user = page.locator("input[name=user_id]");
            user.fill("half a na");

            minutes(page, 3);
            Assertions.assertThat(asked).isEmpty();
            assertThat(page.locator(".freshness .paused")).isVisible();
            assertThat(user).isFocused();
            assertThat(user).hasValue("half a na");

            page.locator("h1").click();
            minutes(page, 1);
            Assertions.assertThat(asked).hasSize(1);
            assertThat(page.locator(".freshness .paused")).isHidden();
        }
    }

    @Test
    void saysThatItsDataIsOldWhereTheServiceDoesNotAnswer() {
        try (Visit visit = visit()) {
            Page page = visit.open(PAGE);
            visit.context().setOffline(true);

            minutes(page, 1);

            assertThat(page.locator("html")).hasAttribute("data-stale", "");
            visit.context().setOffline(false);
            minutes(page, 1);
            assertThat(page.locator("html")).not().hasAttribute("data-stale", "");
        }
    }

    private static Visit visit() {
        Visit visit = Visit.of("refreshed", Permission.VIEW_AUDIT);
        visit.page().clock().install();
        return visit;
    }

    private static List<String> updates(Page page) {
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> {
            if (isUpdate(request)) {
                asked.add(request.url());
            }
        });
        return asked;
    }

    private static boolean isUpdate(Request request) {
        return request.headers().containsKey("hx-request");
    }

    private static void minutes(Page page, int minutes) {
        for (int i = 0; i < minutes; i++) {
            page.clock().runFor(60_500);
            page.waitForLoadState();
            page.waitForCondition(() -> page.locator("[aria-busy]").count() == 0);
        }
    }
}
