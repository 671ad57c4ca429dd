package dev.sealwatch.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demonstration as people meet it. */
@QuarkusTest
class DemonstrationPageTest {

    private static final Instant NOON = Instant.parse("2028-10-16T12:30:00Z");

    @Inject
    Theatre theatre;

    @Inject
    TestClock clock;

    @BeforeEach
    void open() {
        theatre.open(NOON);
    }

    @AfterEach
    void close() {
        theatre.close();
    }

    @Test
    void isPlayedFromTheWelcomeAndFoundOut() {
        try (Visit visit = director()) {
            Page page = visit.open("/security");
            Page stale = visit.context().newPage();
            stale.navigate(Visit.ownBase() + "/security/demonstration");
            press(page, "Play the demonstration");
            assertThat(page.locator("#notice")).containsText("within a minute");
            assertThat(page.locator("#demonstration")).containsText("0 of its 4 anomalies");
            clock.set(NOON.plusSeconds(5));
            press(stale, "Play the demonstration");
            assertThat(stale.locator("#notice")).containsText("shown already");

            theatre.cycleAt(NOON.plusSeconds(60));
            stale.evaluate("htmx.trigger('#poll', 'refresh')");
            assertThat(stale.locator("#demonstration")).containsText("Its four anomalies are found");
            page.reload();
            assertThat(page.locator("#demonstration")).containsText("Its four anomalies are found");
            assertThat(page.locator(".score").first()).containsText("80");
            visit.meetsWcag("demonstration");
            assertThat(rows(page, "anomalies")).hasCount(4);
            assertThat(rows(page, "alerts")).hasCount(2);
            assertThat(rows(page, "threats")).hasCount(1);
        }
    }

    @Test
    void isRemovedFromTheOverviewAndPlayedAgain() {
        try (Visit visit = director()) {
            Page page = visit.open("/security/sources");
            page.getByText("To the demonstration").click();
            press(page, "Play the demonstration");
            theatre.cycleAt(NOON.plusSeconds(60));
            visit.open("/security");
            press(page, "Remove the demonstration");
            assertThat(page.locator("#notice")).containsText("is removed");
            assertThat(page.locator("h1")).hasText("Welcome to Sealwatch");
            assertThat(rows(page, "anomalies")).hasCount(0);
            assertThat(rows(page, "threats")).hasCount(0);
            assertThat(page.locator(".score .number")).hasText("0");

            clock.set(NOON.plusSeconds(180));
            visit.open("/security");
            press(page, "Play the demonstration");
            theatre.cycleAt(NOON.plusSeconds(240));
            assertThat(rows(page, "anomalies")).hasCount(4);
        }
    }

    @Test
    void speaksRomanianWithoutScripts() {
        try (Visit visit = Visit.withoutScripts("director", Permission.VIEW_AUDIT, Permission.MANAGE)
                .inRomanian()) {
            Page page = visit.open("/security");
            press(page, "Redă demonstrația");
            assertThat(page.locator("#demonstration")).containsText("0 din cele 4 anomalii");
            visit.picture("demonstration-ro");

            press(page, "Elimină demonstrația");

            assertThat(page.locator("h1")).hasText("Bine ați venit la Sealwatch");
        }
    }

    @Test
    void isNotForThoseWhoOnlyLook() {
        try (Visit visit = Visit.of("audience", Permission.VIEW_AUDIT)) {
            Page page = visit.open("/security/demonstration");

            assertThat(page.locator("#demonstration")).containsText("whoever holds the permission security.manage");
            assertThat(page.locator("main button")).hasCount(0);
            String csrf = page.locator("input[name=csrf]").first().inputValue();
            APIResponse answer = page.request()
                    .post(
                            Visit.ownBase() + "/security/demonstration/play",
                            RequestOptions.create().setForm(FormData.create().set("csrf", csrf)));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(theatre.count("aggregated_logs where source = 'demo'")).isZero();
        }
    }

    private static Visit director() {
        return Visit.of("director", Permission.VIEW_AUDIT, Permission.MANAGE);
    }

    private static com.microsoft.playwright.Locator rows(Page page, String tab) {
        page.navigate(Visit.ownBase() + "/security/intelligence?tab=" + tab);
        return page.locator("table.list tbody tr[id]");
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }
}
