package dev.sealwatch.notify;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.detection.Detection;
import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import dev.sealwatch.pages.Hostile;
import dev.sealwatch.pages.Visible;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What attackers write, wherever others can write something, and then all places where it is read: it is shown as text,
 * all of it to be seen, and nothing that it names is asked.
 */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String TAB = "/security/intelligence?from=now-1d&limit=100&tab=";
    private static final int USER = 256;
    private static final int NAME = 100;
    private static final int DESCRIPTION = 1_000;
    private static final List<String> PARAMETERS = List.of(
            "from",
            "to",
            "source",
            "level",
            "category",
            "user_id",
            "ip_address",
            "search",
            "log_id",
            "status",
            "severity",
            "type",
            "rule_id",
            "sort",
            "cursor",
            "offset",
            "limit",
            "detail",
            "threat_level",
            "indicator",
            "expired",
            "edit",
            "channel",
            "log",
            "add",
            "user",
            "token",
            "entry",
            "notice");

    @Inject
    Detection detection;

    @Inject
    LogRows rows;

    @Inject
    Telegraph telegraph;

    @Inject
    TestClock clock;

    private final String recipient = "hostile-" + UUID.randomUUID() + "@example.com";
    private final List<String> asked = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private Receiver evil;
    private Receiver hook;
    private List<String> texts;

    /** Only now is it known where the service listens. */
    @BeforeEach
    void everythingIsPlantedOnce() {
        if (texts == null) {
            plantEverywhere();
        }
    }

    private void plantEverywhere() {
        evil = Receiver.plain(0);
        hook = Receiver.plain(0);
        texts = Hostile.texts("//127.0.0.1:" + evil.port() + "/evil");
        quiet();
        clock.set(NOON);
        store();
        tell("RULE-DATA-EXFIL", channels());
        texts.forEach(this::describe);
        detection.cycleAt(NOON);
        telegraph.send();
        resolveOne();
    }

    @AfterEach
    void nothingElseWasAsked() {
        assertThat(asked).allMatch(url -> url.startsWith(Visit.ownBase() + "/"));
        assertThat(asked)
                .map(url -> URI.create(url).getPath())
                .noneMatch(path -> path.equals("/x") || path.startsWith("/evil"));
        assertThat(failed).isEmpty();
        assertThat(evil.received()).isEmpty();
    }

    @AfterAll
    void leaveNothing() {
        evil.close();
        hook.close();
        quiet();
    }

    @Test
    void isTextOnEveryPage() {
        try (Visit visit = visit()) {
            shows(visit, TAB + "logs&source=system", DESCRIPTION, text -> text);
            shows(visit, TAB + "anomalies&status=all", USER, text -> text);
            shows(visit, TAB + "alerts&status=active&status=resolved", USER, text -> text);
            shows(visit, "/security/notifications", USER, text -> text);
            shows(visit, TAB + "threats", DESCRIPTION, text -> text);
            shows(visit, "/security/indicators?limit=100", DESCRIPTION, text -> text);
            shows(visit, "/security/rules", USER, text -> text);
            shows(visit, "/security/channels", NAME, HostileTest::withoutControls);
            for (String page : List.of(
                    "",
                    "/detection",
                    "/sources",
                    "/integrity",
                    "/users",
                    "/rules?detail=RULE-DATA-EXFIL",
                    "/dead-letters")) {
                look(visit, "/security" + page);
            }
        }
    }

    @Test
    void isTextInTheDialogOfEveryEntry() {
        List<Row> entries = telegraph.ask("select id, message from aggregated_logs where source = 'system'");
        assertThat(entries).hasSameSizeAs(texts);
        try (Visit visit = visit()) {
            for (Row entry : entries) {
                look(visit, TAB + "logs&category=none&detail=" + entry.getLong("id"));
                String said = visit.page().locator("dialog .said").first().textContent();
                assertThat(said.replace("\n", "<U+000A>"))
                        .startsWith(Visible.of(entry.getString("message")).replace("…", ""));
            }
        }
    }

    @Test
    void isTextInEveryOtherDialog() {
        try (Visit visit = visit()) {
            String tabs = TAB + "alerts&status=resolved&detail=";
            shows(visit, tabs + id("security_alerts", "status = 'resolved'"), NAME, HostileTest::onOneLine);
            look(visit, TAB + "anomalies&detail=" + id("security_anomalies", "status = 'resolved'"));
            shows(
                    visit,
                    TAB + "anomalies&detail=" + id("security_anomalies", "key = 'ip:203.0.113.66'"),
                    USER,
                    text -> text);
            shows(visit, "/security/entity?ip_address=203.0.113.66", DESCRIPTION, text -> text);
            for (String text : texts.subList(28, 34)) {
                look(visit, "/security/entity?user_id=" + encoded(Hostile.cut(text, USER)));
                assertThat(visit.page().locator("h1").textContent()).contains(Visible.of(Hostile.cut(text, USER)));
            }
            look(visit, "/security/incident?anomaly=" + id("security_anomalies", "key = 'ip:203.0.113.66'"));
            look(visit, "/security/incident?alert=" + id("security_alerts", "status = 'resolved'"));
            look(visit, "/security/indicators?edit=" + id("threat_intelligence", "source = 'manual'"));
            look(visit, "/security/channels?channel=" + id("notification_channels", "name like '%script%'"));
            look(visit, "/security/channels?log=" + id("notification_channels", "name = 'hook'"));
        }
    }

    @Test
    void isTextInTheAddressOfAPage() {
        List<String> pages = List.of(
                "/security/intelligence?tab=alerts",
                "/security/intelligence?tab=anomalies",
                "/security/intelligence?tab=threats",
                "/security/intelligence?tab=logs",
                "/security/indicators?x",
                "/security/rules?x",
                "/security/channels?x",
                "/security/users?x",
                "/security/integrity?x",
                "/security/entity?x");
        try (Visit visit = visit()) {
            for (int turn = 0; turn < pages.size(); turn++) {
                look(visit, pages.get(turn) + parameters(turn * 7));
                look(
                        visit,
                        pages.get(turn) + "&category=" + text(turn) + "&search=" + text(turn + 10) + "&user_id="
                                + text(turn + 20) + "&indicator=" + text(turn + 30) + "&" + text(turn) + "=1");
                look(visit, "/login?next=" + text(turn * 4));
            }
        }
    }

    @Test
    void isTextWhereThereIsNoPageAndInWhatIsToldOnce() {
        try (Visit visit = visit()) {
            for (String text : together()) {
                String told = "-" + text;
                visit.cookie(
                        "siem_notice",
                        Base64.getUrlEncoder().withoutPadding().encodeToString(told.getBytes(StandardCharsets.UTF_8)));
                look(visit, "/security/rules?x=" + encoded(text));
                assertThat(visit.page().locator("#notice").textContent()).isEqualTo(Visible.of(text));
                look(visit, "/security/" + encoded(text));
                assertThat(visit.page().locator("h1").textContent()).startsWith("40");
            }
        }
    }

    @Test
    void isTextInMails() {
        List<Letter> letters =
                MailServer.mailsTo(recipient).stream().map(Letter::of).toList();
        assertThat(letters).hasSize(texts.size());
        for (String text : texts) {
            String shown = Visible.of(Hostile.cut(text, USER));
            assertThat(letters).anySatisfy(letter -> {
                assertThat(letter.text()).contains(shown);
                assertThat(unescaped(letter.html())).contains(shown);
            });
        }
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.html())
                    .doesNotContainIgnoringCase(
                            "<script", "<img", "<iframe", "<style", "<base", "<meta http", "<svg", "<form", "<b hx");
            assertThat(letter.html() + letter.text() + letter.subject())
                    .doesNotContainPattern("[\\p{Cntrl}&&[^\\r\\n\\t]]|\\p{Cf}");
        });
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    @Test
    void isWhatItWasInWebhooks() {
        assertThat(hook.received())
                .extracting(request ->
                        new JsonObject(request.body()).getJsonObject("alert").getString("user_id"))
                .containsExactlyInAnyOrderElementsOf(
                        texts.stream().map(text -> Hostile.cut(text, USER)).toList());
    }

    @Test
    void isWhatItWasInEveryExport() {
        List<String> all = new JsonArray(export("json"))
                .stream().map(one -> ((JsonObject) one).getString("message")).toList();
        assertThat(all).containsExactlyInAnyOrderElementsOf(texts);
        assertThat(export("ndjson")
                        .lines()
                        .map(line -> new JsonObject(line).getString("user_id"))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(
                        texts.stream().map(text -> Hostile.cut(text, USER)).toList());
        List<String> cells = cells(export("csv"));
        assertThat(cells).noneMatch(cell -> cell.matches("(?s)[=@].*"));
        assertThat(cells)
                .containsAll(texts.stream()
                        .map(text -> "=+-@".indexOf(text.charAt(0)) < 0 ? text : "'" + text)
                        .toList());
    }

    private void store() {
        Instant then = NOON.minusSeconds(600);
        rows.store(texts.stream()
                .map(text -> AnEntry.at(then)
                        .source("authentication")
                        .category("login_failed")
                        .message(text)
                        .user(Hostile.cut(text, USER))
                        .address("203.0.113.66"))
                .toArray(AnEntry[]::new));
        storeExports(then);
    }

    private void storeExports(Instant then) {
        rows.store(texts.stream()
                .map(text -> AnEntry.at(then)
                        .source("system")
                        .category(Hostile.cut(text, NAME))
                        .message(text)
                        .user(Hostile.cut(text, USER))
                        .agent(Hostile.cut(text, DESCRIPTION))
                        .principal(Hostile.cut(text, USER))
                        .metadata(new JsonObject()
                                .put(Hostile.cut(text, NAME), text)
                                .encode()))
                .toArray(AnEntry[]::new));
        rows.store(texts.stream()
                .flatMap(text -> IntStream.range(0, 5)
                        .mapToObj(i -> AnEntry.at(then.plusSeconds(i))
                                .category("data_export")
                                .message(text)
                                .user(Hostile.cut(text, USER))))
                .toArray(AnEntry[]::new));
    }

    /** One webhook and one mailbox; and others whose names attackers chose, which nobody is told by. */
    private List<String> channels() {
        texts.forEach(text -> post(
                "/api/siem/channels",
                Map.of(
                        "name",
                        Hostile.cut(withoutControls(text), NAME),
                        "type",
                        "email",
                        "recipients",
                        List.of("nobody@example.com"))));
        return List.of("in_app", ChannelApi.webhook("hook", hook.url()), ChannelApi.mail("mail", "en", recipient));
    }

    /** What people who manage may write, too. */
    private void describe(String text) {
        String user = withoutControls(Hostile.cut(text, USER));
        String reason = Hostile.cut(text, DESCRIPTION);
        post(
                "/api/siem/threats",
                Map.of("indicator", user, "type", "user", "threat_level", "low", "description", reason));
        String until = NOON.plusSeconds(90_000).toString();
        post(
                "/api/siem/mutes",
                Map.of("user_id", Hostile.cut("Muted " + text, USER), "reason", reason, "until", until));
        post(
                "/api/siem/maintenance-windows",
                Map.of("from", NOON.plusSeconds(80_000).toString(), "until", until, "reason", reason));
    }

    /** One alert and its anomaly, with everything in the notes. */
    private void resolveOne() {
        Map<String, Object> notes = Map.of(
                "notes",
                texts.stream().map(text -> onOneLine(Hostile.cut(text, NAME))).collect(Collectors.joining("\n")),
                "classification",
                "benign",
                "resolve_anomaly",
                true);
        Object alert = id("security_alerts", "rule_id = 'RULE-DATA-EXFIL'");
        as().body(notes).post("/api/siem/alerts/" + alert + "/resolve").then().statusCode(200);
    }

    private Object id(String table, String which) {
        return telegraph
                .ask("select id from %s where %s order by id limit 1".formatted(table, which))
                .get(0)
                .getValue(0);
    }

    private void post(String path, Map<String, Object> body) {
        as().body(body).post(path).then().statusCode(201);
    }

    private void tell(String rule, List<String> channels) {
        as().body(Map.of("channels", channels))
                .put("/api/siem/alert-rules/" + rule)
                .then()
                .statusCode(200);
    }

    private static RequestSpecification as() {
        String name = "hostile-manager";
        return given().auth()
                .oauth2(Tokens.of(name, Permission.MANAGE, Permission.VIEW_AUDIT))
                .contentType("application/json; charset=utf-8");
    }

    private static String export(String format) {
        return as().get("/api/siem/export?source=system&format=" + format)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static List<String> cells(String csv) {
        Matcher cell = Pattern.compile("\"([^\"]*(?:\"\"[^\"]*)*)\"(?=,|\r\n)|([^,\"\r\n]*)(?:,|\r\n)")
                .matcher(csv);
        List<String> cells = new ArrayList<>();
        while (cell.find()) {
            cells.add(cell.group(1) == null ? cell.group(2) : cell.group(1).replace("\"\"", "\""));
        }
        return cells;
    }

    private void shows(Visit visit, String page, int characters, UnaryOperator<String> kept) {
        look(visit, page);
        String shown = visit.page().locator("body").textContent();
        assertThat(texts)
                .as(page)
                .allSatisfy(text -> assertThat(shown).contains(Visible.of(Hostile.cut(kept.apply(text), characters))));
    }

    private void look(Visit visit, String page) {
        visit.open(page);
        Hostile.isHarmlessIn(visit.page());
    }

    private String text(int number) {
        return encoded(Hostile.cut(texts.get(number % texts.size()), NAME));
    }

    /** All there are, each with another text. */
    private String parameters(int first) {
        return IntStream.range(0, PARAMETERS.size())
                .mapToObj(i -> "&" + PARAMETERS.get(i) + "=" + text(first + i))
                .collect(Collectors.joining());
    }

    /** All texts in as few as a page shows the whole of. */
    private List<String> together() {
        List<String> parts = new ArrayList<>(List.of(""));
        for (String text : texts) {
            String longer = parts.get(parts.size() - 1) + Hostile.cut(text, NAME);
            if (longer.length() > DESCRIPTION) {
                parts.add(Hostile.cut(text, NAME));
            } else {
                parts.set(parts.size() - 1, longer);
            }
        }
        return parts;
    }

    private static String withoutControls(String text) {
        return text.replaceAll("\\p{Cntrl}|[\u0080-\u009F]", "");
    }

    private static String onOneLine(String text) {
        return text.replaceAll("[\r\n]+", " ");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void quiet() {
        detection.reset();
        telegraph.reset();
        telegraph.ask("truncate threat_scores, held_tellings, maintenance_windows, alert_mutes");
        telegraph.ask("update alert_decisions set alert_id = null where alert_id is not null");
        telegraph.ask("delete from alert_decisions where anomaly_id is not null or occasion like 'score:%'");
        telegraph.ask("delete from security_alerts");
        telegraph.ask("delete from threat_intelligence where source = 'manual'");
        telegraph.ask("update alert_rules set channels = '{in_app}', updated_at = null, updated_by = null");
    }

    private Visit visit() {
        clock.set(NOON.plusSeconds(30));
        Visit visit = Visit.of("brave", Permission.VIEW_AUDIT, Permission.MANAGE);
        visit.page().onRequest(request -> asked.add(request.url()));
        visit.page().onDialog(dialog -> failed.add("ran: " + dialog.message()));
        visit.page().onResponse(answer -> {
            if (answer.status() >= 500) {
                failed.add(answer.status() + " " + answer.url());
            }
        });
        return visit;
    }
}
