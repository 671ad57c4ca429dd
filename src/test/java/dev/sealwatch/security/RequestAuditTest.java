package dev.sealwatch.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.platform.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in the log of what was done with the service. */
@QuarkusTest
class RequestAuditTest {

    private static final String ENTRIES = """
            select source, level, category, message, user_id, host(ip_address) as address, user_agent, metadata
              from aggregated_logs
             where principal = 'sealwatch'
               and user_agent = $1
             order by id
            """;

    @Inject
    Pool pool;

    @Inject
    TestClock clock;

    @BeforeEach
    void aNewMinute() {
        clock.advance(Duration.ofMinutes(1));
    }

    @ParameterizedTest(name = "{0} {1} {2} → {3}")
    @CsvSource(textBlock = """
            GET   , /api/siem/logs        , 200, siem_query
            GET   , /api/siem/logs        , 400, siem_query
            HEAD  , /api/siem/logs        , 200, siem_query
            GET   , /api/auth/users       , 200, siem_query
            GET   , /api/siem/export      , 200, siem_export
            POST  , /api/siem/logs/verify , 202, siem_verify
            GET   , /api/siem/export      , 401, siem_refused
            POST  , /api/auth/users       , 413, siem_refused
            POST  , /api/siem/logs        , 403, siem_refused
            DELETE, /api/siem/holds/1     , 429, siem_refused
            POST  , /api/siem/logs        , 200,
            PUT   , /api/siem/sources/app , 200,
            """)
    void namesWhatIsTold(String method, String path, int status, String category) {
        assertThat(RequestAudit.eventOf(HttpMethod.valueOf(method), path, status)
                        .map(RequestAudit.What::category)
                        .orElse(null))
                .isEqualTo(category);
    }

    @Test
    void leavesAnEntryOfEveryReading() {
        given().auth()
                .oauth2(Tokens.of("audit-ann", Permission.VIEW_AUDIT))
                .header("User-Agent", "audit-reading")
                .header("X-Forwarded-For", "198.51.100.9")
                .queryParam("level", "warn", "error")
                .queryParam("search", "needle")
                .get("/api/test/route");

        Row entry = entries("audit-reading", 1).get(0);
        assertThat(entry.getString("category")).isEqualTo("siem_query");
        assertThat(entry.getString("source")).isEqualTo("security_audit");
        assertThat(entry.getString("level")).isEqualTo("info");
        assertThat(entry.getString("user_id")).isEqualTo("audit-ann");
        assertThat(entry.getString("address")).isEqualTo("198.51.100.9");
        assertThat(entry.getJsonObject("metadata"))
                .isEqualTo(new JsonObject()
                        .put("method", "GET")
                        .put("path", "/api/test/route")
                        .put("status", 200)
                        .put(
                                "query",
                                new JsonObject()
                                        .put(
                                                "level",
                                                new JsonArray().add("warn").add("error"))
                                        .put("search", "needle")));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /api/siem/logs?limit=1&category=nothing,         siem_query,  0
            /api/siem/export?category=nothing,               siem_export, 0
            /api/siem/statistics?category=nothing,           siem_query,  0
            /api/siem/dead-letters?limit=1&offset=9999,      siem_query,  0
            """)
    void leavesOneEntryOfOneReading(String path, String category, int read) {
        String agent = "audit-once " + path;
        reading(agent, path, 200);
        reading(agent, "/api/test/route", 200);

        List<Row> entries = entries(agent, 2);
        assertThat(entries)
                .extracting(entry -> entry.getJsonObject("metadata").getString("path"))
                .containsExactly(path.substring(0, path.indexOf('?')), "/api/test/route");
        assertThat(entries.get(0).getString("category")).isEqualTo(category);
        assertThat(entries.get(0).getJsonObject("metadata").getInteger("entries"))
                .isEqualTo(read);
    }

    @Test
    void leavesAnEntryOfEveryRefusal() {
        get("audit-refused", "198.51.100.10", "garbage");
        get("audit-refused", "198.51.100.10", Tokens.of("audit-powerless"));

        List<Row> entries = entries("audit-refused", 2);
        assertThat(entries).allMatch(entry -> entry.getString("category").equals("siem_refused"));
        assertThat(entries)
                .extracting(entry -> entry.getJsonObject("metadata").getInteger("status"))
                .containsExactlyInAnyOrder(401, 403);
        assertThat(entries)
                .extracting(entry -> entry.getString("user_id"))
                .containsExactlyInAnyOrder(null, "audit-powerless");
    }

    @Test
    void leavesAnEntryOfWhatCanNotBeRead() {
        String agent = "audit-unreadable";
        given().header("User-Agent", agent)
                .header("X-Forwarded-For", "198.51.100.11")
                .urlEncodingEnabled(false)
                .get("/api/siem/logs/a%00")
                .then()
                .statusCode(400);

        Row entry = entries(agent, 1).get(0);
        assertThat(entry.getString("category")).isEqualTo("siem_refused");
        assertThat(entry.getString("address")).isEqualTo("198.51.100.11");
        assertThat(entry.getJsonObject("metadata").getInteger("status")).isEqualTo(400);
    }

    @Test
    void tellsNoMoreThanSixtyRefusalsOfAStrangerInAMinute() {
        for (int i = 0; i < 70; i++) {
            get("audit-flood", "203.0.113.66", "garbage");
        }

        assertThat(entries("audit-flood", 60)).hasSize(60);
    }

    @Test
    void tellsSignInsByName() {
        login("audit-nobody", "audit-login");
        for (int i = 0; i < 10; i++) {
            login("audit-nobody", "audit-login");
        }

        List<Row> entries = entries("audit-login", 11);
        assertThat(entries).hasSize(11).allSatisfy(entry -> {
            assertThat(entry.getString("category")).isEqualTo("login_failed");
            assertThat(entry.getString("source")).isEqualTo("authentication");
            assertThat(entry.getString("level")).isEqualTo("warn");
            assertThat(entry.getString("user_id")).isEqualTo("audit-nobody");
            assertThat(entry.getString("address")).isEqualTo("203.0.113.67");
        });
        assertThat(entries)
                .filteredOn(entry ->
                        "throttled".equals(entry.getJsonObject("metadata").getString("reason")))
                .hasSize(1);
    }

    @Test
    void tellsChangesOnce() {
        String manager = Tokens.of("audit-manager", Permission.MANAGE);
        given().auth()
                .oauth2(manager)
                .header("User-Agent", "audit-change")
                .contentType("application/json")
                .body(Map.of("username", "audit-new", "password", "a secret password", "permissions", List.of()))
                .post("/api/auth/users")
                .then()
                .statusCode(201);

        Row entry = entries("audit-change", 1).get(0);
        assertThat(entry.getString("category")).isEqualTo("siem_user_created");
        assertThat(entry.getJsonObject("metadata").getString("username")).isEqualTo("audit-new");
        assertThat(entry.getJsonObject("metadata").encode()).doesNotContain("secret password");
    }

    private static void reading(String agent, String path, int status) {
        given().auth()
                .oauth2(Tokens.of("audit-reader", Permission.VIEW_AUDIT))
                .header("User-Agent", agent)
                .get(path)
                .then()
                .statusCode(status);
    }

    private static void get(String agent, String address, String token) {
        given().auth()
                .oauth2(token)
                .header("User-Agent", agent)
                .header("X-Forwarded-For", address)
                .get("/api/test/route");
    }

    private static void login(String username, String agent) {
        given().header("User-Agent", agent)
                .header("X-Forwarded-For", "203.0.113.67")
                .contentType("application/json")
                .body(Map.of("username", username, "password", "wrong"))
                .post("/api/auth/login");
    }

    /** Entries are written after the answer, so they may be a moment late. */
    private List<Row> entries(String agent, int expected) {
        List<Row> entries = List.of();
        for (int attempt = 0; attempt < 100 && entries.size() < expected; attempt++) {
            pause();
            entries = pool.preparedQuery(ENTRIES).execute(Tuple.of(agent)).await().indefinitely().stream()
                    .toList();
        }
        assertThat(entries).hasSizeGreaterThanOrEqualTo(expected);
        return entries;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
