package dev.sealwatch.integrity;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.sealwatch.logs.LogBatch;
import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of integrity and the button of the toolbar, with a browser. */
@QuarkusTest
class IntegrityPageTest {

    private static final Instant DAY = Instant.parse("2034-05-07T10:00:00Z");
    private static final String RANGE = "from=2034-05-07T09:00:00Z&to=2034-05-07T11:00:00Z";

    @Inject
    SignedLog log;

    @Inject
    Pool pool;

    @Inject
    TestClock clock;

    @Test
    void theToolbarSaysHowManyWereValidatedAndWarnsOfWhatWasChanged() {
        List<LogEntry> entries = SignedLog.entries(5, DAY, 365, "token:page-1");
        long batch = log.store("page-1/0", 1, entries);
        // After the range: each look at a page is an entry too.
        clock.set(DAY.plusSeconds(7_200));
        try (Visit visit = Visit.of("verifier-1", Permission.VIEW_AUDIT)) {
            Page page = visit.open("/security/intelligence?tab=logs&" + RANGE);
            verify(page).click();
            assertThat(page.locator(".notice")).hasText("Log integrity verified: 5 logs validated");

            tamper(LogBatch.firstId(batch) + 1);
            clock.set(DAY.plusSeconds(7_201));
            verify(page).click();
            assertThat(page.locator(".notice")).containsText("WARNING: 1 of 5 logs have been tampered with!");

            visit.open("/security/integrity");
            visit.meetsWcag("integrity");
            page.locator("tr[id^=run-]").first().locator("[data-row]").click();
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            assertThat(dialog).containsText("The entry was changed");
            visit.meetsWcag("integrity-run");
            dialog.getByText(entries.get(1).logId().toString()).click();
            assertThat(page.locator("tr[id^=entry-]")).hasCount(1);
            visit.open("/security/integrity?log_id=" + entries.get(1).logId());
            assertThat(page.locator(".verdict").first()).containsText("Tampered: The entry was changed");
            restore(LogBatch.firstId(batch) + 1, entries.get(1).message());
        }
    }

    @Test
    void verifiesARangeWithoutScriptsAndInRomanian() {
        clock.set(DAY.plusSeconds(120));
        try (Visit visit =
                Visit.withoutScripts("verifier-2", Permission.VIEW_AUDIT).inRomanian()) {
            Page page = visit.open("/security/integrity");
            page.getByLabel("De la").fill("2034-05-07 08:00");
            page.getByLabel("Până la").fill("2034-05-07 08:30");
            verify(page, "Verifică integritatea").click();
            assertThat(page.locator(".notice")).hasText("Integritatea jurnalelor a fost verificată: 0 jurnale valide");
            visit.picture("integrity-ro");
            page.getByLabel("De la").fill("ieri");
            verify(page, "Verifică integritatea").click();
            assertThat(page.locator(".notice[data-good=false]")).containsText("nu s-a verificat nimic");
        }
    }

    private static Locator verify(Page page) {
        return verify(page, "Verify Integrity");
    }

    private static Locator verify(Page page, String name) {
        return page.locator("main form button").filter(new Locator.FilterOptions().setHasText(name));
    }

    private void tamper(long id) {
        restore(id, "nothing happened");
    }

    private void restore(long id, String message) {
        pool.preparedQuery("update aggregated_logs set message = $2 where id = $1")
                .execute(Tuple.of(id, message))
                .await()
                .indefinitely();
    }
}
