package dev.sealwatch.detection;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.security.Permission;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page about the detectors in a browser. */
@QuarkusTest
class DetectionPageTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String PAGE = "/security/detection";

    @Inject
    Detection detection;

    @Inject
    LogRows rows;

    @BeforeEach
    void anAttackAnHourAgo() {
        detection.reset();
        for (int i = 0; i < 12; i++) {
            rows.store(AnEntry.at(NOON.minusSeconds(3_600 - i))
                    .category("login_failed")
                    .user("Ann")
                    .address("203.0.113.7"));
        }
        detection.cycleAt(NOON.minusSeconds(3_570));
        detection.cycleAt(NOON.plusSeconds(20));
    }

    @Test
    void showsHowDetectorsFareAndTheScoreOfTheLastDay() {
        try (Visit visit = Visit.of("detection-looker", Permission.VIEW_AUDIT)) {
            Page page = visit.open(PAGE);

            assertThat(page.locator("#health-brute_force_attack")).containsText("Well");
            assertThat(page.locator("#health-session_anomaly")).containsText("Well");
            assertThat(page.locator("main form")).hasCount(0);
            assertThat(page.locator(".chart a")).hasCount(2);
            assertThat(page.locator(".chart a").first())
                    .hasAttribute(
                            "href", Pattern.compile(".*tab=anomalies&status=all&from=2026-03-04T11%3A00%3A00Z&.*"));
            visit.meetsWcag("detection-looker");
        }
    }

    @Test
    void changesAThresholdAndResetsItWithoutScripts() {
        try (Visit visit = Visit.withoutScripts("detection-keeper", Permission.VIEW_AUDIT, Permission.MANAGE)
                .inRomanian()) {
            Page page = visit.open(PAGE);
            Locator row = page.locator("#rule-brute_force_attack");
            row.locator("[name=threshold]").fill("7");
            row.locator("[name=window]").fill("120");
            row.locator("button").first().click();

            assertThat(page.locator(".notice")).containsText("noul prag este valabil de la ciclul următor");
            assertThat(row).containsText("7 în 2 min");

            row.getByText("Revino la valoarea implicită").click();
            assertThat(row).containsText("10 în 10 min");
            assertThat(row.locator("button")).hasCount(1);
            visit.picture("detection-ro");
        }
    }

    @Test
    void showsWhatAnotherThresholdWouldHaveFound() {
        try (Visit visit = Visit.withoutScripts("detection-replayer", Permission.VIEW_AUDIT, Permission.MANAGE)) {
            Page page = visit.open(PAGE);
            page.getByText("Try thresholds on the past").click();
            page.locator("[name=from]").fill("now-2h");
            page.locator("[name=threshold]").fill("13");
            page.locator("main form button").click();
            assertThat(page.locator(".refusal")).containsText("choose which");

            page.locator("[name=type]").selectOption("brute_force_attack");
            page.locator("main form button").click();
            assertThat(page.locator("tbody")).hasText("They would have found nothing.");
            page.locator("[name=threshold]").fill("12");
            page.locator("main form button").click();
            assertThat(page).hasURL(Pattern.compile(".*from=now-2h&.*threshold=12.*"));
            assertThat(page.locator("tbody tr")).containsText("12 within 10 min (threshold 12)");
        }
    }

    @Test
    void meetsWcagForWhoManages() {
        try (Visit visit = Visit.of("detection-manager", Permission.VIEW_AUDIT, Permission.MANAGE)) {
            visit.open(PAGE);
            visit.meetsWcag("detection");
            visit.open(PAGE + "/replay?from=now-2h");
            visit.meetsWcag("replay");
        }
    }
}
