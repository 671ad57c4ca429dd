package dev.sealwatch.detection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import dev.sealwatch.pages.Viewer;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AnomalyApiTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @Inject
    Detection detection;

    @Inject
    LogRows rows;

    @Inject
    Pool pool;

    @BeforeEach
    void oneAttackOfTwelveAndOneAccessByNight() {
        detection.reset();
        for (int i = 0; i < 12; i++) {
            rows.store(AnEntry.at(NOON.plusSeconds(i))
                    .category("login_failed")
                    .user("Ann")
                    .address("203.0.113.7"));
        }
        for (int i = 0; i < 3; i++) {
            rows.store(AnEntry.at(NOON.minusSeconds(9 * 3600 - i))
                    .category("access")
                    .user("bob"));
        }
        detection.cycleAt(NOON.plusSeconds(20));
    }

    @Test
    void showsWhatWasFound() {
        get("/api/siem/anomalies?type=brute_force_attack")
                .statusCode(200)
                .body("pagination.total", equalTo(1))
                .body("anomalies", hasSize(1))
                .body("anomalies[0].severity", equalTo("high"))
                .body("anomalies[0].status", equalTo("open"))
                .body("anomalies[0].title", equalTo("Brute force attack"))
                .body("anomalies[0].key.ip_address", equalTo("203.0.113.7"))
                .body("anomalies[0].user_id", equalTo("Ann"))
                .body("anomalies[0].event_count", equalTo(12))
                .body("anomalies[0].first_seen", equalTo("2026-03-04T12:00:00Z"))
                .body("anomalies[0].crossed_at", equalTo("2026-03-04T12:00:09Z"))
                .body("anomalies[0].attack", contains("T1110"))
                .body("anomalies[0].rule.threshold", equalTo(10))
                .body("anomalies[0].rule.window_seconds", equalTo(600))
                .body("anomalies[0].rule.observed", equalTo(12))
                .body("anomalies[0].evidence.log_ids", hasSize(12))
                .body("anomalies[0].evidence.by_user.Ann", equalTo(12))
                .body("anomalies[0].ended_at", nullValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Straße  | STRASSE
            Ａｎｎｅ  | anne
            ΣΊΣΥΦΟΣ | σίσυφος
            """)
    void findsAnAddressByTheUserMostOftenSeenFromItInAnySpelling(String sent, String asked) {
        for (int i = 0; i < 10; i++) {
            rows.store(AnEntry.at(NOON.plusSeconds(i))
                    .category("login_failed")
                    .user(sent)
                    .address("203.0.113.99"));
        }
        detection.cycleAt(NOON.plusSeconds(40));

        given().auth()
                .oauth2(Tokens.of("spelling", Permission.VIEW_AUDIT))
                .queryParam("user_id", asked)
                .get("/api/siem/anomalies")
                .then()
                .statusCode(200)
                .body("anomalies.key.ip_address", contains("203.0.113.99"))
                .body("anomalies.user_id", contains(sent));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                                     | 2
            ?status=open                             | 2
            ?status=resolved                         | 0
            ?severity=medium                         | 1
            ?severity=medium&severity=high           | 2
            ?user_id=BOB                             | 1
            ?user_id=ann                             | 1
            ?ip_address=203.0.113.7                  | 1
            ?ip_address=2001:db8::/64                | 0
            ?start_date=2026-03-04T12:00:11Z         | 1
            ?start_date=2026-03-04T12:00:12Z         | 0
            ?end_date=2026-03-04T12:00:00Z           | 1
            """)
    void findsByWhatIsAsked(String query, int found) {
        get("/api/siem/anomalies" + (query == null ? "" : query))
                .statusCode(200)
                .body("anomalies", hasSize(found))
                .body("pagination.total", equalTo(found));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ?status=closed     | status
            ?type=nothing      | type
            ?ip_address=nobody | ip_address
            ?limit=0           | limit
            ?cursor=!          | cursor
            ?colour=red        | colour
            ?sort=severity     | sort
            ?start_date=2026-03-04T12:00:00Z&end_date=2026-03-04T12:00:00Z | end_date
            """)
    void refusesWhatItDoesNotKnow(String query, String field) {
        get("/api/siem/anomalies" + query).statusCode(400).body("errors[0].field", equalTo(field));
    }

    @Test
    void pagesThroughAllOnce() {
        JsonPath first = get("/api/siem/anomalies?limit=1").extract().jsonPath();
        JsonPath second = get("/api/siem/anomalies?limit=1&cursor=" + first.get("pagination.next"))
                .extract()
                .jsonPath();

        assertThat(first.getLong("anomalies[0].id")).isGreaterThan(second.getLong("anomalies[0].id"));
        assertThat(first.getInt("pagination.total")).isEqualTo(2);
        assertThat(second.<Object>get("pagination.next")).isNull();
    }

    @Test
    void pagesTheWorstFirstWhereAskedTo() {
        String worst = "/api/siem/anomalies?sort=-severity&limit=1";
        JsonPath first = get(worst).extract().jsonPath();
        JsonPath second =
                get(worst + "&cursor=" + first.get("pagination.next")).extract().jsonPath();

        List<String> ranks = List.of("low", "medium", "high", "critical");
        assertThat(ranks.indexOf(first.getString("anomalies[0].severity")))
                .isGreaterThan(ranks.indexOf(second.getString("anomalies[0].severity")));
        assertThat(second.<Object>get("pagination.next")).isNull();
    }

    @Test
    void pagesOnByItsOwnCursorsAlone() {
        String next = get("/api/siem/anomalies?limit=1").extract().path("pagination.next");

        get("/api/siem/anomalies?limit=2&cursor=" + next).statusCode(200).body("anomalies", hasSize(1));
        for (String query : List.of(
                "severity=high&cursor=" + next,
                "sort=-severity&cursor=" + next,
                "cursor=" + Long.toString(bruteForce(), 36))) {
            get("/api/siem/anomalies?" + query)
                    .statusCode(400)
                    .body("errors.field", contains("cursor"))
                    .body("errors[0].detail", containsString("same filters"));
        }
    }

    @Test
    void leadsToExactlyItsEntries() {
        rows.store(AnEntry.at(NOON.plusSeconds(3)).category("access").address("203.0.113.7"));
        JsonPath anomaly = get("/api/siem/anomalies/" + bruteForce()).extract().jsonPath();

        List<String> shown = get(anomaly.getString("links.logs"))
                .body("pagination.total", equalTo(12))
                .extract()
                .path("logs.log_id");

        assertThat(shown).isEqualTo(anomaly.getList("evidence.log_ids"));
    }

    @Test
    void speaksRomanian() {
        as(Permission.VIEW_AUDIT)
                .header("Accept-Language", "ro-RO,ro;q=0.9,en;q=0.5")
                .get("/api/siem/anomalies/" + bruteForce())
                .then()
                .body("title", equalTo("Atac prin forță brută"))
                .body("description", equalTo("Autentificări eșuate de la 203.0.113.7: 12 în 10 min (prag: 10)."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            none     | en
            de       | en
            de, ro   | ro
            ro-MD    | ro
            !!       | en
            *        | en
            """)
    void choosesALanguage(String header, String language) {
        assertThat(Viewer.accepted(header).getLanguage()).isEqualTo(language);
    }

    @Test
    void resolvesOnceAndSaysWhoDidIt() {
        detection.cycleAt(NOON.plusSeconds(60));
        long id = bruteForce();

        resolve(id, "{\"notes\": \"a test\", \"classification\": \"benign\"}")
                .statusCode(200)
                .body("status", equalTo("resolved"))
                .body("resolved_by", equalTo("user:anomaly-security.manage"))
                .body("resolved_at", equalTo("2026-03-04T12:01:00Z"))
                .body("ended_at", equalTo("2026-03-04T12:01:00Z"))
                .body("resolution_notes", equalTo("a test"))
                .body("classification", equalTo("benign"));
        resolve(id, "{}").statusCode(409).body("type", endsWith("already_resolved"));

        assertThat(audited(id)).containsExactly("benign a test");
    }

    @Test
    void takesAWordOnceAboutWhatResolvedItself() {
        for (int i = 0; i < 100; i++) {
            rows.store(AnEntry.at(NOON.plusSeconds(i)).category("visit").address("203.0.113.50"));
        }
        detection.cycleAt(NOON.plusSeconds(120));
        detection.cycleAt(NOON.plusSeconds(3 * 3_600));
        JsonPath low = get("/api/siem/anomalies?type=suspicious_ip").extract().jsonPath();
        long id = low.getLong("anomalies[0].id");
        assertThat(low.getString("anomalies[0].resolved_by")).isEqualTo("system");

        resolve(id, "{}").statusCode(409).body("type", endsWith("already_resolved"));
        resolve(id, "{\"notes\": \"our own scanner\", \"classification\": \"benign\"}")
                .statusCode(200)
                .body("resolved_by", equalTo("user:anomaly-security.manage"))
                .body("ended_at", equalTo(low.getString("anomalies[0].ended_at")))
                .body("classification", equalTo("benign"));
        resolve(id, "{\"classification\": \"true_positive\"}").statusCode(409);

        assertThat(audited(id)).containsExactly("benign our own scanner");
    }

    @Test
    void countsAnewAfterAResolution() {
        long id = bruteForce();
        resolve(id, "{}").statusCode(200);

        for (int i = 0; i < 10; i++) {
            rows.store(AnEntry.at(NOON.plusSeconds(30 + i))
                    .category("login_failed")
                    .address("203.0.113.7"));
        }
        detection.cycleAt(NOON.plusSeconds(60));

        get("/api/siem/anomalies?type=brute_force_attack&status=open")
                .body("anomalies", hasSize(1))
                .body("anomalies[0].event_count", equalTo(10))
                .body("anomalies[0].previous_id", equalTo((int) id));
    }

    /** A sender's clock is ahead: what an analyst saw in it stays in it, and nothing counts a second time. */
    @Test
    void keepsWhatItCountedAheadOfItsResolution() {
        detection.cycleAt(NOON.plusSeconds(5));
        resolve(bruteForce(), "{}").statusCode(200).body("resolved_at", equalTo("2026-03-04T12:00:05Z"));
        rows.store(AnEntry.at(NOON.plusSeconds(8)).category("login_failed").address("203.0.113.7"));
        for (int i = 0; i < 9; i++) {
            rows.store(AnEntry.at(NOON.plusSeconds(30 + i))
                    .category("login_failed")
                    .address("203.0.113.7"));
        }
        detection.cycleAt(NOON.plusSeconds(60));
        get("/api/siem/anomalies?type=brute_force_attack")
                .body("anomalies", hasSize(1))
                .body("anomalies[0].event_count", equalTo(13));

        rows.store(AnEntry.at(NOON.plusSeconds(40)).category("login_failed").address("203.0.113.7"));
        detection.cycleAt(NOON.plusSeconds(70));
        get("/api/siem/anomalies?type=brute_force_attack")
                .body("anomalies.event_count", contains(10, 13))
                .body("anomalies.status", contains("open", "resolved"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"classification": "who knows"} | 400
            {"colour": "red"}               | 400
            {"notes": "a\\u0000b"}          | 400
            [                               | 400
            """)
    void refusesWhatIsNoResolution(String body, int status) {
        resolve(bruteForce(), body).statusCode(status).contentType("application/problem+json");
    }

    @Test
    void resolvesWithoutAWord() {
        as(Permission.MANAGE)
                .contentType("application/json")
                .post("/api/siem/anomalies/" + bruteForce() + "/resolve")
                .then()
                .statusCode(200)
                .body("status", equalTo("resolved"));
    }

    @Test
    void needsNoContentTypeToResolve() {
        String path = "/api/siem/anomalies/" + bruteForce() + "/resolve";

        as(Permission.MANAGE)
                .noContentType()
                .body("[]".getBytes(StandardCharsets.UTF_8))
                .post(path)
                .then()
                .statusCode(400);
        as(Permission.MANAGE).noContentType().post(path).then().statusCode(200);
    }

    @Test
    void saysWhereAMergedAnomalyWent() {
        long into = bruteForce();
        long gone = merge(into);

        as(Permission.VIEW_AUDIT)
                .redirects()
                .follow(false)
                .get("/api/siem/anomalies/" + gone)
                .then()
                .statusCode(301)
                .header("Location", endsWith("/api/siem/anomalies/" + into));
        resolve(gone, "{}").statusCode(409).body("merged_into", equalTo((int) into));
        get("/api/siem/anomalies?type=brute_force_attack").body("pagination.total", equalTo(1));
    }

    @Test
    void knowsNoOther() {
        get("/api/siem/anomalies/999999999").statusCode(404);
        resolve(999_999_999, "{}").statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+%d", "0%d", "%d;x", "%d;x=1", "%d.0", "-%d", "%d9999999999999999999"})
    void hasOneAddress(String spelling) {
        String id = spelling.formatted(bruteForce());

        get("/api/siem/anomalies/" + id).statusCode(404).contentType("application/problem+json");
        as(Permission.MANAGE)
                .urlEncodingEnabled(false)
                .post("/api/siem/anomalies/" + id + "/resolve")
                .then()
                .statusCode(404);
    }

    @Test
    void onlyManagersResolve() {
        as(Permission.VIEW_AUDIT)
                .contentType("application/json")
                .body("{}")
                .post("/api/siem/anomalies/1/resolve")
                .then()
                .statusCode(403);
    }

    private long bruteForce() {
        return get("/api/siem/anomalies?type=brute_force_attack")
                .extract()
                .jsonPath()
                .getLong("anomalies[0].id");
    }

    private static ValidatableResponse get(String path) {
        return as(Permission.VIEW_AUDIT).urlEncodingEnabled(false).get(path).then();
    }

    private static ValidatableResponse resolve(long id, String body) {
        return as(Permission.MANAGE)
                .contentType("application/json")
                .body(body)
                .post("/api/siem/anomalies/" + id + "/resolve")
                .then();
    }

    private static RequestSpecification as(String permission) {
        return given().auth().oauth2(Tokens.of("anomaly-" + permission, permission));
    }

    /** One that became part of another. */
    private long merge(long into) {
        return pool.preparedQuery("""
                        insert into security_anomalies (type, key, severity, confidence, event_count, first_seen, crossed_at,
                               crossing_entry, last_seen, detected_at, detected_late, ended_at, threshold, window_seconds,
                               observed, followed, evidence, merged_into)
                        select type, key, severity, confidence, event_count, first_seen, crossed_at, crossing_entry, last_seen,
                               detected_at, detected_late, last_seen, threshold, window_seconds, observed, followed, evidence, id
                          from security_anomalies
                         where id = $1
                        returning id
                        """)
                .execute(Tuple.of(into))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong("id");
    }

    private List<String> audited(long id) {
        return pool.preparedQuery("""
                        select (metadata ->> 'classification') || ' ' || (metadata ->> 'notes') as told
                          from aggregated_logs
                         where category = 'siem_anomaly_resolved' and metadata ->> 'anomaly_id' = $1
                        """).execute(Tuple.of(Long.toString(id))).await().indefinitely().stream()
                .map(row -> row.getString("told"))
                .toList();
    }
}
