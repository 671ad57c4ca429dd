package dev.sealwatch.logs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Following new entries, with a browser. */
@QuarkusTest
class TailPageTest {

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    @Inject
    TailStore store;

    @Test
    void followsWhatMatchesAndHoldsItWhilePaused() {
        try (Visit visit = Visit.of("tail-1", Permission.VIEW_AUDIT)) {
            Page page = visit.open("/security/intelligence?tab=logs&category=tail_seen");
            Locator lines = page.locator("#tail li");
            page.waitForResponse(
                    response -> response.url().contains("/security/logs/tail"),
                    () -> page.locator("#tail-toggle").click());
            send("tail_seen", 1, "<img src=x onerror=alert(1)>");
            send("tail_other", 1, "not asked for");
            assertThat(lines).hasCount(1);
            assertThat(lines).containsText("<img src=x onerror=alert(1)>");

            page.locator("#tail-toggle").click();
            send("tail_seen", 3, "later");
            assertThat(page.locator("#tail [role=status]")).containsText("3 new");
            assertThat(lines).hasCount(1);
            page.locator("#tail-toggle").click();
            assertThat(lines).hasCount(4);

            send("tail_seen", 250, "flood");
            assertThat(page.locator("#tail [role=status]")).containsText("150 lines skipped");
            visit.picture("logs-tail");
        }
    }

    @Test
    void restsOutOfSightMissesNothingAndFollowsAnotherFilter() {
        try (Visit visit = Visit.of("tail-2", Permission.VIEW_AUDIT)) {
            Page page = visit.open("/security/intelligence?tab=logs&category=tail_hidden");
            Locator lines = page.locator("#tail li");
            following(page, () -> page.locator("#tail-toggle").click());
            send("tail_hidden", 1, "seen");
            assertThat(lines).hasCount(1);

            look(page, false);
            send("tail_hidden", 2, "meanwhile");
            following(page, () -> look(page, true));
            send("tail_hidden", 1, "after");
            assertThat(lines.locator("a")).hasText(new String[] {"after", "meanwhile", "meanwhile", "seen"});

            following(page, () -> {
                page.locator("input[name=category]").fill("tail_other_filter");
                page.keyboard().press("Enter");
            });
            send("tail_hidden", 1, "no longer asked for");
            send("tail_other_filter", 1, "asked for now");
            assertThat(lines).hasCount(1);
            assertThat(lines).containsText("asked for now");
        }
    }

    private static void following(Page page, Runnable action) {
        page.waitForResponse(response -> response.url().contains("/security/logs/tail"), action);
    }

    private static void look(Page page, boolean seen) {
        page.evaluate(
                "seen => { Object.defineProperty(document, 'hidden', {value: !seen, configurable: true});"
                        + " document.dispatchEvent(new Event('visibilitychange', {bubbles: true})); }",
                seen);
    }

    @Test
    void seesABatchThatCommitsAfterALaterOne() {
        LogFilter filter =
                LogQuery.of(Map.of("category", List.of("tail_order"))).filter();
        String seen = store.since(null, filter, 10).await().indefinitely().snapshot();
        LogRows.Uncommitted slow = rows.begin(
                List.of(AnEntry.at(clock.instant()).category("tail_order").message("slow")));
        send("tail_order", 1, "quick");
        TailStore.News first = store.since(seen, filter, 10).await().indefinitely();
        slow.commit();
        TailStore.News second =
                store.since(first.snapshot(), filter, 10).await().indefinitely();

        assertThat(first.entries()).extracting(entry -> entry.entry().message()).containsExactly("quick");
        assertThat(second.entries())
                .extracting(entry -> entry.entry().message())
                .containsExactly("slow");
    }

    private void send(String category, int count, String message) {
        rows.store(IntStream.range(0, count)
                .mapToObj(i -> AnEntry.at(clock.instant()).category(category).message(message))
                .toArray(AnEntry[]::new));
    }
}
