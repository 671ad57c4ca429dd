package dev.sealwatch.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything about one user or address on one page. */
@QuarkusTest
class EntityPageTest {

    private static final Instant NOON = Instant.parse("2028-07-19T12:00:00Z");
    private static final String HOSTILE = "<script>document.title='x'</script> \u202Etxt.exe";

    private static final String ANOMALY = """
            insert into security_anomalies (
                   type, key, severity, confidence, ip_address, event_count, first_seen, crossed_at, crossing_entry,
                   last_seen, detected_at, detected_late, ended_at, threshold, window_seconds, observed, followed,
                   evidence)
            select 'brute_force_attack', 'ip:198.51.100.44', 'high', 0.9, '198.51.100.44', 12, at, at, 1, at, at, false,
                   at, 10, 600, 12, false, '{}'
              from (select '2028-07-19T11:20:00Z'::timestamptz as at) as times
            """;

    private static final String ALERT = """
            insert into security_alerts (
                   rule_id, entity, severity, about, who, observed, threshold, window_seconds, ip_address, anomaly_id,
                   created_at, last_seen, told_at, told_severity)
            select 'RULE-BRUTE-FORCE', key, 'critical', type, ip_address, 12, 10, 600, ip_address, id, last_seen, last_seen,
                   last_seen, 'critical'
              from security_anomalies
            """;

    private static final String INDICATOR = """
            insert into threat_intelligence (
                   indicator, indicator_key, type, threat_level, description, source, set_by, occurrences, first_seen,
                   last_seen, expires_at)
            values ('198.51.100.44', '198.51.100.44', 'ip', 'critical', 'Seen at the old site.', 'manual', 'bob', 7,
                    '2028-07-19T11:20:00Z', '2028-07-19T11:20:00Z', null)
            """;

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    @Inject
    Pool pool;

    @BeforeEach
    void givenAnAttacker() {
        empty();
        clock.set(NOON);
        List.of(ANOMALY, INDICATOR).forEach(this::run);
        rows.store(
                AnEntry.at(NOON.minusSeconds(2_400)).address("198.51.100.44").message(HOSTILE),
                AnEntry.at(NOON.minusSeconds(5)).user("Ann").message("Ann reads"));
    }

    @AfterEach
    void empty() {
        run("delete from security_alerts where who = '198.51.100.44'");
        run("truncate security_anomalies, threat_intelligence");
    }

    @Test
    void showsWhatEveryRoomKnowsOfAnAddress() {
        try (Visit visit = Visit.of("entity-viewer", Permission.VIEW_AUDIT)) {
            Page page = visit.open("/security/entity?ip_address=198.51.100.44");

            assertThat(page.locator("h1")).hasText("Address 198.51.100.44");
            assertThat(page.locator("main .facts")).containsText("Critical");
            assertThat(page.locator("main .facts")).containsText("Seen at the old site.");
            assertThat(table(page, "anomalies-title")).containsText("12");
            assertThat(table(page, "alerts-title")).containsText("No alert was raised about it.");
            assertThat(table(page, "entries-title"))
                    .containsText("<script>document.title='x'</script> <U+202E>txt.exe");
            assertThat(page.locator(".bars a")).hasCount(1);
            visit.meetsWcag("entity");
        }
    }

    @Test
    void leadsFromABarToTheEntriesOfItsHour() {
        try (Visit visit = Visit.of("entity-viewer", Permission.VIEW_AUDIT)) {
            Page page = visit.open("/security/entity?ip_address=198.51.100.44");
            page.locator(".bars a").click();

            assertThat(page)
                    .hasURL(Pattern.compile(".*tab=logs&ip_address=198\\.51\\.100\\.44&from=2028-07-19T11%3A00.*"));
        }
    }

    @Test
    void namesTheAlertsAboutWhomTheirAnomalyNames() {
        run("update security_anomalies set user_id = 'Ann', user_key = 'ann'");
        run(ALERT);
        try (Visit visit = Visit.of("entity-viewer", Permission.VIEW_AUDIT)) {
            for (String who : List.of("user_id=ANN", "ip_address=198.51.100.44")) {
                Page page = visit.open("/security/entity?" + who);
                assertThat(table(page, "alerts-title")).containsText("Brute force attack");
            }
            Page page = visit.open("/security/entity?user_id=bob");
            assertThat(table(page, "alerts-title")).containsText("No alert was raised about it.");
        }
    }

    @Test
    void findsAUserInAnySpelling() {
        try (Visit visit =
                Visit.withoutScripts("entity-viewer", Permission.VIEW_AUDIT).inRomanian()) {
            Page page = visit.open("/security/entity?user_id=ANN");

            assertThat(page.locator("h1")).hasText("Utilizator ANN");
            assertThat(table(page, "entries-title")).containsText("Ann reads");
            assertThat(page.locator("#known-title + p")).hasText("Nu este un indicator cunoscut.");
        }
    }

    private static Locator table(Page page, String caption) {
        return page.locator("section[aria-labelledby=" + caption + "]");
    }

    private void run(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }
}
