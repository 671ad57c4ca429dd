package dev.sealwatch.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import dev.sealwatch.integrity.SignedLog;
import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogBatch;
import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An anomaly or alert with evidence, history and integrity on one page, on a screen and on paper. */
@QuarkusTest
class IncidentPageTest {

    private static final Instant NOON = Instant.parse("2028-09-06T12:00:00Z");
    private static final AtomicLong BATCHES = new AtomicLong();
    private static final String HOSTILE = "<script>alert(1)</script>{cdi:frames} hx-get=\"/x\" \u202Etxt.exe ";

    private static final String ANOMALY = """
            insert into security_anomalies (
                   type, key, severity, confidence, user_id, user_key, ip_address, event_count, first_seen, crossed_at,
                   crossing_entry, last_seen, detected_at, detected_late, ended_at, threshold, window_seconds, observed,
                   followed, evidence, status, resolved_at, resolved_by, resolution_notes, classification)
            values ('brute_force_attack', 'ip:198.51.100.61', 'critical', 0.9, 'Ann', 'ann', '198.51.100.61', 40, $1, $1, 1,
                   $1, $1, false, $1, 10, 600, 40, true, $2::text::jsonb, 'resolved', $1, 'user:bob', $3, 'true_positive')
            returning id
            """;

    private static final String ALERT = """
            insert into security_alerts (rule_id, entity, severity, status, about, who, observed, threshold, window_seconds,
                   anomaly_id, ip_address, created_at, last_seen, told_at, told_severity, acknowledged_at, acknowledged_by,
                   resolved_at, resolved_by, resolution_notes, classification)
            values ('RULE-BRUTE-FORCE', 'ip:198.51.100.61', 'critical', 'resolved', 'brute_force_attack', '198.51.100.61',
                   40, 10, 600, $1, '198.51.100.61', $2, $2, $2, 'critical', $2, 'user:ann', $2, 'user:bob', $3,
                   'true_positive')
            returning id
            """;

    private static final String DECISION = """
            insert into alert_decisions (anomaly_id, severity, rule_id, entity, reason, alert_id, at)
            values ($1, 'critical', 'RULE-BRUTE-FORCE', 'ip:198.51.100.61', 'raised', $2, $3),
                   ($1, 'high', 'RULE-BRUTE-FORCE', 'ip:198.51.100.61', 'suppressed', $2, $3)
            """;

    private static final String TOLD = """
            insert into notifications (id, event, alert_ids, texts, at, kept_at, position)
            values (gen_random_uuid(), 'raised', array[$1::bigint], '{}', $2, $2, nextval('notification_order'))
            """;

    private static final String VERIFIED = """
            insert into verifications (id, requested_by, selection, state, started_at, updated_at, result)
            values (gen_random_uuid(), 'incident', '{"source": null}', 'done', '2099-01-01T00:00:00Z', $1,
                    '{"total": 1200, "verified": 1198, "tampered": 1, "missing": 1, "inserted": 0, "unknown_key": 0}')
            """;

    @Inject
    SignedLog log;

    @Inject
    TestClock clock;

    @Inject
    Pool pool;

    private List<LogEntry> entries;
    private long first;
    private long anomaly;
    private long alert;

    @BeforeEach
    void givenAnIncident() {
        forget();
        clock.set(NOON);
        long number = BATCHES.incrementAndGet();
        entries = IntStream.range(0, 25)
                .mapToObj(i -> AnEntry.at(NOON.minusSeconds(60 - i))
                        .category("login_failed")
                        .message((i == 3 ? HOSTILE : "Login failed for Ann from afar, attempt ") + number + "/" + i)
                        .user(i == 4 ? HOSTILE : "Ann")
                        .address("198.51.100.61")
                        .receivedAt(NOON.minusSeconds(30)))
                .toList();
        first = LogBatch.firstId(log.store("incident-" + number + "/0", 1, entries));
        anomaly = id(ANOMALY, Tuple.of(NOON.atOffset(ZoneOffset.UTC), evidence(), HOSTILE + "\nsecond line"));
        alert = id(ALERT, Tuple.of(anomaly, NOON.atOffset(ZoneOffset.UTC), HOSTILE));
        run(DECISION, Tuple.of(anomaly, alert, NOON.atOffset(ZoneOffset.UTC)));
        run(TOLD, Tuple.of(alert, NOON.atOffset(ZoneOffset.UTC)));
    }

    @AfterEach
    void forget() {
        run("update alert_decisions set alert_id = null where entity = 'ip:198.51.100.61'", Tuple.tuple());
        run("delete from alert_decisions where entity = 'ip:198.51.100.61'", Tuple.tuple());
        run("delete from security_alerts where entity = 'ip:198.51.100.61'", Tuple.tuple());
        run("truncate security_anomalies, notifications cascade", Tuple.tuple());
        run("delete from verifications where requested_by = 'incident'", Tuple.tuple());
    }

    @Test
    void saysAllOfAnAnomaly() {
        try (Visit visit = Visit.of("printer", Permission.VIEW_AUDIT)) {
            Page page = visit.open("/security/intelligence?tab=anomalies&detail=" + anomaly);
            assertThat(page.locator("dialog[open] .evidence [data-mark=verified]"))
                    .hasCount(25);
            page.locator("dialog[open] a[href^='security/incident']").click();
            Locator incident = page.locator(".incident");

            assertThat(incident.locator("h1")).hasText("Incident: anomaly " + anomaly);
            assertThat(incident).containsText("Failed sign-ins from 198.51.100.61: 40 within 10 min (threshold 10).");
            assertThat(incident).containsText("Made for printer on 6 Sep 2028, 12:00:00 (UTC)");
            assertThat(incident).containsText(Visit.ownBase() + "/security/incident?anomaly=" + anomaly);
            assertThat(incident).containsText("25 of 25 quoted entries were found to be what was stored");
            assertThat(incident).containsText("rollback is not excluded");
            assertThat(incident).containsText("Alert " + alert + " was raised");
            assertThat(incident).containsText("Acknowledged by user:ann");
            assertThat(incident).containsText("Suppressed within the cooldown");
            assertThat(incident.locator(".evidence tbody tr")).hasCount(25);
            visit.meetsWcag("incident");
        }
    }

    @Test
    void marksWhatWasChangedAndWhatIsGone() {
        try (Visit visit = Visit.of("printer", Permission.VIEW_AUDIT)) {
            run("update aggregated_logs set message = 'nothing happened' where id = $1", Tuple.of(first + 5));
            run("delete from aggregated_logs where id = $1", Tuple.of(first + 7));
            run(VERIFIED, Tuple.of(NOON.atOffset(ZoneOffset.UTC)));
            Page page = visit.open("/security/incident?anomaly=" + anomaly);
            Locator incident = page.locator(".incident");
            assertThat(incident.locator(".evidence tbody tr").nth(5)).containsText("Changed");
            assertThat(incident.locator(".evidence tbody tr").nth(7)).containsText("Not found");
            assertThat(incident.locator(".evidence [data-mark=verified]")).hasCount(23);
            assertThat(incident).containsText("23 of 25 quoted entries");
            assertThat(incident).containsText("1 Jan 2099, 00:00:00: 1,200 entries, faults: 2");
            visit.open("/security/intelligence?tab=logs&from=2028-09-06T11:00:00Z&detail=" + (first + 5));
            assertThat(page.locator("dialog[open] .mark")).hasText("Changed");
        }
    }

    @Test
    void showsAnAlertWithHostileStringsAsTextInRomanianWithoutScripts() {
        try (Visit visit =
                Visit.withoutScripts("printer", Permission.VIEW_AUDIT).inRomanian()) {
            Page page = visit.open("/security/intelligence?tab=alerts&status=resolved&detail=" + alert);
            assertThat(page.locator("dialog[open] .evidence [data-mark=verified]"))
                    .hasCount(25);
            assertThat(page.locator("dialog[open] .steps")).containsText("închideți sesiunile contului");
            page.locator("dialog[open] a[href^='security/incident']").click();
            Locator incident = page.locator(".incident");
            String shown = HOSTILE.replace("\u202E", "<U+202E>").strip();

            assertThat(incident.locator("h1")).hasText("Incident: alerta " + alert);
            assertThat(incident.locator(".evidence tbody tr").nth(3)).containsText(shown);
            assertThat(incident.locator(".evidence tbody tr").nth(4)).containsText(shown);
            assertThat(incident.locator(".note").first()).containsText(shown);
            assertThat(incident.locator(".note").last()).containsText("second line");
            assertThat(incident).containsText("25 din 25 intrări citate sunt ceea ce a fost stocat");
            assertThat(incident.locator("script, [hx-get]")).hasCount(0);
            visit.picture("incident-ro");
        }
    }

    @Test
    void isRefusedForWhatDoesNotExist() {
        try (Visit visit = Visit.of("printer", Permission.VIEW_AUDIT)) {
            for (String nothing : List.of("anomaly=999999999", "alert=999999999", "anomaly=x", "alert=%3Cb%3E")) {
                assertThat(visit.open("/security/incident?" + nothing).locator(".incident"))
                        .hasCount(0);
                assertThat(visit.page().locator("h1")).containsText("404");
            }
            assertThat(visit.open("/security/incident").locator(".incident")).hasCount(0);
        }
    }

    @Test
    void printsEveryLineOnA4InBothLanguagesWhateverTheTheme() throws IOException {
        try (Visit visit = Visit.of("printer", Permission.VIEW_AUDIT).cookie("siem_theme", "dark")) {
            assertThat(printed(visit, "incident-en")).contains("Statementonintegrity", "Verified");
            visit.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(visit.page()
                            .locator("header.frame, footer.frame, .no-print")
                            .filter(new Locator.FilterOptions().setVisible(true)))
                    .hasCount(0);
            assertThat(visit.page().locator("html")).hasCSS("color-scheme", "light");
            visit.inRomanian();
            assertThat(printed(visit, "incident-ro")).contains("Declarațieprivindintegritatea", "Verificată");
        }
    }

    /** Without white space, since cells break lines. */
    private String printed(Visit visit, String name) throws IOException {
        Path pdf = Path.of("target/pictures", name + ".pdf");
        visit.open("/security/incident?anomaly=" + anomaly)
                .pdf(new Page.PdfOptions().setPath(pdf).setPreferCSSPageSize(true));
        String text = output("pdftotext", "-raw", pdf.toString(), "-").replaceAll("\\s", "");
        assertThat(output("pdfinfo", pdf.toString())).contains("(A4)");
        assertThat(entries)
                .allSatisfy(entry -> assertThat(text)
                        .contains(entry.message().replace("\u202E", "<U+202E>").replace(" ", ""))
                        .contains(entry.logId().toString()));
        return text;
    }

    private static String output(String... command) throws IOException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin", command[0])),
                "There is no " + command[0] + ": apt-get install poppler-utils");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String evidence() {
        return """
                {"first": [%s], "crossing": [], "last": [], "by_user": {"counts": {"Ann": 39, "eve": 1}, "others": 0},
                 "by_ip": {"counts": {"198.51.100.61": 40}, "others": 0},
                 "by_user_agent": {"counts": {"curl/8": 40}, "others": 2}}
                """.formatted(IntStream.range(0, entries.size())
                .mapToObj(i -> "{\"time\": %d, \"entry\": %d, \"log_id\": \"%s\"}"
                        .formatted(i, first + i, entries.get(i).logId()))
                .collect(Collectors.joining(", ")));
    }

    private long id(String sql, Tuple values) {
        return pool.preparedQuery(sql)
                .execute(values)
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong("id");
    }

    private void run(String sql, Tuple values) {
        pool.preparedQuery(sql).execute(values).await().indefinitely();
    }
}
