package dev.sealwatch.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import dev.sealwatch.pages.Shell;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody sees first. */
@QuarkusTest
class OverviewPageTest {

    private static final Instant NOON = Instant.parse("2028-08-14T12:30:00Z");

    private static final String COUNTS = """
            insert into log_counts (retention_days, received_from, hour, source, level, category, entries)
            values (90, '2028-08-14T00:00:00Z', '2028-08-14T11:00:00Z', 'system', 'info', 'boot', 7),
                   (90, '2028-08-14T00:00:00Z', '2028-08-14T12:00:00Z', 'system', 'warn', 'boot', 1200)
            """;

    private static final String SCORES = "insert into threat_scores (at, score) values ('2028-08-14T12:29:30Z', 0)";

    private static final String VERIFICATION = """
            insert into verifications (id, state, requested_by, selection, started_at, updated_at, result)
            values (gen_random_uuid(), 'done', 'user:ann', '{}', '2028-08-14T12:00:00Z', '2028-08-14T12:00:01Z',
                    '{"total": 1207, "verified": 1205, "tampered": 1, "missing": 1, "inserted": 0}')
            """;

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    @Inject
    Pool pool;

    @AfterEach
    void empty() {
        run("truncate threat_scores, log_counts, verifications");
    }

    @Test
    void isWhereTheRootLeads() {
        given().redirects().follow(false).get("/").then().statusCode(303).header("Location", endsWith("/security"));
    }

    @Test
    void showsHowThingsStand() {
        given1207Entries();
        try (Visit visit = Visit.of("overview-viewer", Permission.VIEW_AUDIT)) {
            Page page = visit.open("/security");

            assertThat(page.locator(".bars a")).hasCount(2);
            assertThat(page.locator("#day")).containsText("1,207 entries");
            assertThat(page.locator("#checked")).containsText("2 faults in 1,207 entries");
            assertThat(page.locator(".cards a")).hasCount(4);
            assertThat(page.locator("#situation .gauge")).isVisible();
            visit.meetsWcag("overview");

            page.locator(".bars a").first().click();
            assertThat(page)
                    .hasURL(
                            Visit.ownBase()
                                    + "/security/intelligence?tab=logs&from=2028-08-14T11%3A00%3A00Z&to=2028-08-14T12%3A00%3A00Z");
            page.goBack();
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Security Intelligence"))
                    .last()
                    .click();
            assertThat(page).hasURL(Visit.ownBase() + "/security/intelligence");
        }
    }

    @Test
    void speaksRomanianWithoutScripts() {
        given1207Entries();
        try (Visit visit =
                Visit.withoutScripts("overview-viewer", Permission.VIEW_AUDIT).inRomanian()) {
            Page page = visit.open("/security");

            assertThat(page.locator("#day")).containsText("1.207 intrări");
            assertThat(page.locator("h1")).hasText("Privire de ansamblu");
        }
    }

    @Test
    void welcomesWhereNobodyHasSentAnything() {
        run("truncate aggregated_logs, log_batches");
        try (Visit visit = Visit.of("overview-viewer", Permission.VIEW_AUDIT).inRomanian()) {
            assertThat(visit.open("/security").locator("main")).containsText("Tokenurile sunt create de cine are");
        }
        try (Visit visit = Visit.of("overview-manager", Permission.INGEST, Permission.VIEW_AUDIT, Permission.MANAGE)) {
            Page page = visit.open("/security");

            assertThat(page.locator("h1")).hasText("Welcome to Sealwatch");
            visit.meetsWcag("welcome");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make a token"))
                    .click();
            String command = page.locator("#command").textContent();
            Assertions.assertThat(Shell.run(command)).contains("\"accepted\":1");
            assertThat(visit.open("/security").locator("h1")).hasText("Security overview");
        }
    }

    private void given1207Entries() {
        clock.set(NOON);
        run(COUNTS);
        run(SCORES);
        run(VERIFICATION);
        rows.store(AnEntry.at(NOON.minusSeconds(5)).message("the latest"));
    }

    private void run(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }
}
