package dev.sealwatch.intel;

import static dev.sealwatch.intel.Intelligence.sighting;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;

import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ThreatApiTest {

    private static final String THREATS = "/api/siem/threats";
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String MALLORY = "203.0.113.66";

    @Inject
    Intelligence intelligence;

    @Inject
    TestClock clock;

    @BeforeEach
    void empty() {
        intelligence.reset();
        clock.set(NOON);
    }

    @Test
    void listsWhatDetectorsSaw() {
        seen(sighting(MALLORY, 1, 2, ThreatLevel.HIGH), sighting(MALLORY, 2, 3, ThreatLevel.CRITICAL));

        ValidatableResponse answer = list("").body("pagination", equalTo(pagination(100, 0, 1)));

        assertThat(answer.extract().<Map<String, Object>>path("threats[0]"))
                .containsAllEntriesOf(Map.of(
                        "indicator", MALLORY,
                        "type", "ip",
                        "threat_level", "critical",
                        "description", "Tried one password or code after the other.",
                        "occurrences", 2,
                        "first_seen", "2026-03-02T10:00:00Z",
                        "last_seen", "2026-03-03T11:00:00Z",
                        "expires_at", "2026-04-02T11:00:00Z",
                        "source", "brute_force_attack"))
                .containsOnlyKeys(
                        "id",
                        "indicator",
                        "type",
                        "threat_level",
                        "description",
                        "occurrences",
                        "first_seen",
                        "last_seen",
                        "expires_at",
                        "source");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ro                  | A încercat o parolă sau un cod după altul.
            ro-RO,ro;q=0.9      | A încercat o parolă sau un cod după altul.
            de,ro;q=0.5,en;q=.1 | A încercat o parolă sau un cod după altul.
            en-GB,ro;q=0.1      | Tried one password or code after the other.
            de                  | Tried one password or code after the other.
            ;;;q=               | Tried one password or code after the other.
            """)
    void describesItInTheLanguageOfTheReader(String languages, String description) {
        seen(sighting(MALLORY, 1, 2, ThreatLevel.HIGH));

        analyst()
                .header("Accept-Language", languages)
                .get(THREATS)
                .then()
                .statusCode(200)
                .body("threats.description", contains(description));
    }

    @Test
    void leavesOutWhatHasExpiredUnlessAskedFor() {
        seen(sighting(MALLORY, 1, 2, ThreatLevel.HIGH));
        clock.set(Instant.parse("2026-04-01T10:59:59Z"));
        list("").body("threats.indicator", contains(MALLORY));
        list("?expired=true").body("pagination.total", equalTo(0));

        clock.advance(Duration.ofSeconds(1));

        list("").body("threats", equalTo(List.of())).body("pagination.total", equalTo(0));
        list("?expired=true").body("threats.indicator", contains(MALLORY));
        list("?expired=all").body("threats.indicator", contains(MALLORY));
        seen(sighting(MALLORY, 2, 31, ThreatLevel.HIGH));
        list("").body("threats.occurrences", contains(2));
    }

    @Test
    void filtersSortsAndPages() {
        seen(
                sighting("198.18.0.1", 1, 1, ThreatLevel.HIGH),
                sighting("198.18.0.2", 2, 2, ThreatLevel.HIGH),
                sighting("198.18.0.2", 3, 2, ThreatLevel.HIGH),
                sighting("198.18.0.3", 4, 3, ThreatLevel.MEDIUM),
                sighting("2001:db8:0:1::/64", 5, 4, ThreatLevel.HIGH));
        add("{'indicator': 'Eve', 'type': 'user', 'threat_level': 'low', 'description': 'left in anger'}");

        assertThat(indicators("?type=ip"))
                .containsExactly("2001:db8:0:1::/64", "198.18.0.3", "198.18.0.2", "198.18.0.1");
        assertThat(indicators("?type=ip&sort=last_seen"))
                .containsExactly("198.18.0.1", "198.18.0.2", "198.18.0.3", "2001:db8:0:1::/64");
        assertThat(indicators("?sort=-occurrences&limit=2")).containsExactly("198.18.0.2", "2001:db8:0:1::/64");
        assertThat(indicators("?sort=occurrences&limit=1")).containsExactly("Eve");
        assertThat(indicators("?threat_level=medium&threat_level=low")).containsExactly("Eve", "198.18.0.3");
        assertThat(indicators("?indicator=EVE")).containsExactly("Eve");
        assertThat(indicators("?indicator=198.18.0.1&indicator=eve")).containsExactly("Eve", "198.18.0.1");
        assertThat(indicators("?indicator=2001:DB8:0:1::77")).containsExactly("2001:db8:0:1::/64");
        assertThat(indicators("?indicator=2001:db8:0:1::/64")).containsExactly("2001:db8:0:1::/64");
        list("?limit=2&offset=4")
                .body("threats.indicator", contains("198.18.0.1"))
                .body("pagination", equalTo(pagination(2, 4, 5)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?type=host",
                "?type=",
                "?threat_level=extreme",
                "?threat_level=HIGH",
                "?indicator=",
                "?indicator=%00",
                "?indicator=%20",
                "?expired=maybe",
                "?expired=true&expired=false",
                "?sort=indicator",
                "?sort=occurrences,last_seen",
                "?limit=0",
                "?limit=1001",
                "?limit=ten",
                "?offset=-1",
                "?offset=10001",
                "?cursor=x",
                "?order=asc",
                "?types=ip"
            })
    void refusesAQuestionThatMakesNoSense(String query) {
        analyst()
                .urlEncodingEnabled(false)
                .get(THREATS + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", everyItem(equalTo(query.substring(1, query.indexOf('=')))));
    }

    @Test
    void takesIndicatorsByHand() {
        add("{'indicator': '203.0.113.0/24', 'type': 'ip', 'threat_level': 'high', 'description': 'scanners',"
                        + " 'expires_at': '2026-06-01T02:00:00+02:00'}")
                .statusCode(201)
                .body("indicator", equalTo("203.0.113.0/24"))
                .body("occurrences", equalTo(0))
                .body("first_seen", equalTo("2026-03-04T12:00:00Z"))
                .body("last_seen", equalTo("2026-03-04T12:00:00Z"))
                .body("expires_at", equalTo("2026-06-01T00:00:00Z"))
                .body("source", equalTo("manual"))
                .body("set_by", equalTo("user:intel-manager"));
        add("{'indicator': 'Bad.Example', 'type': 'domain', 'threat_level': 'critical', 'description': 'phishing'}")
                .statusCode(201)
                .body("indicator", equalTo("bad.example"))
                .body("expires_at", nullValue());
        add("{'indicator': ' Eve ', 'type': 'user', 'threat_level': 'low', 'description': 'left in anger'}")
                .statusCode(201)
                .body("indicator", equalTo("Eve"));

        clock.set(Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(indicators("")).containsExactlyInAnyOrder("bad.example", "Eve");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ip,     2001:db8:0:1::5,  2001:DB8:0:1::/64
            ip,     203.0.113.7,      ::ffff:203.0.113.7
            domain, bad.example,      BAD.example
            user,   Straße,           STRASSE
            """)
    void refusesWhatIsOnTheListAlready(String type, String one, String same) {
        String body = "{'indicator': '%s', 'type': '%s', 'threat_level': 'low', 'description': 'x'}";

        add(body.formatted(one, type)).statusCode(201);
        add(body.formatted(same, type))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", containsString("indicator_known"));
    }

    @Test
    void sightingsLeaveAloneWhatAPersonSet() {
        add("{'indicator': '203.0.113.66', 'type': 'ip', 'threat_level': 'low', 'description': 'our tester',"
                + " 'expires_at': '2026-03-20T00:00:00Z'}");

        seen(sighting(MALLORY, 1, 2, ThreatLevel.CRITICAL), sighting(MALLORY, 2, 6, ThreatLevel.CRITICAL));

        list("").body("threats.threat_level", contains("low"))
                .body("threats.description", contains("our tester"))
                .body("threats.source", contains("manual"))
                .body("threats.expires_at", contains("2026-03-20T00:00:00Z"))
                .body("threats.occurrences", contains(2))
                .body("threats.first_seen", contains("2026-03-02T10:00:00Z"))
                .body("threats.last_seen", contains("2026-03-06T11:00:00Z"));
    }

    @Test
    void aPersonHasTheLastWord() {
        seen(sighting(MALLORY, 1, 2, ThreatLevel.HIGH));

        put(id(), "{'threat_level': 'low', 'description': 'a partner', 'indicator': '203.0.113.66', 'type': 'ip'}")
                .statusCode(200)
                .body("threat_level", equalTo("low"))
                .body("source", equalTo("manual"))
                .body("occurrences", equalTo(1))
                .body("last_seen", equalTo("2026-03-02T11:00:00Z"))
                .body("expires_at", nullValue());
        seen(sighting(MALLORY, 2, 3, ThreatLevel.CRITICAL));

        list("").body("threats.threat_level", contains("low")).body("threats.occurrences", contains(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'threat_level': 'low', 'description': 'x', 'indicator': '203.0.113.67'}",
                "{'threat_level': 'low', 'description': 'x', 'indicator': 'nonsense'}",
                "{'threat_level': 'low', 'description': 'x', 'type': 'user'}"
            })
    void anIndicatorStaysWhatItIs(String body) {
        seen(sighting(MALLORY, 1, 2, ThreatLevel.HIGH));

        put(id(), body).statusCode(400).contentType("application/problem+json");

        list("").body("threats.threat_level", contains("high"));
    }

    @Test
    void whatWasRemovedComesBackOnlyForAnotherEpisode() {
        seen(sighting(MALLORY, 1, 2, ThreatLevel.HIGH));

        manager().delete(THREATS + "/" + id()).then().statusCode(204);
        seen(sighting(MALLORY, 1, 3, ThreatLevel.CRITICAL));
        assertThat(intelligence.known()).isEmpty();

        seen(sighting(MALLORY, 2, 4, ThreatLevel.HIGH));
        list("").body("threats.occurrences", contains(1)).body("threats.threat_level", contains("high"));

        seen(sighting(MALLORY, 1, 4, ThreatLevel.CRITICAL, 2L));
        list("").body("threats.occurrences", contains(1)).body("threats.threat_level", contains("critical"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999", "0", "-1", "9223372036854775808", "x", "1.5"})
    void knowsNoOther(String id) {
        manager().delete(THREATS + "/" + id).then().statusCode(404).contentType("application/problem+json");
        put(id, "{'threat_level': 'low', 'description': 'x'}").statusCode(404).contentType("application/problem+json");
    }

    @Test
    void everyChangeIsAudited() {
        add("{'indicator': 'audited.example', 'type': 'domain', 'threat_level': 'low', 'description': 'one'}");
        String id = id();
        put(id, "{'threat_level': 'high', 'description': 'two'}");
        manager().delete(THREATS + "/" + id).then().statusCode(204);

        assertThat(intelligence.ask("""
                        select category || ' ' || coalesce(metadata -> 'before' ->> 'threat_level', '-') || ' '
                                   || coalesce(metadata -> 'after' ->> 'threat_level', '-') as change
                          from aggregated_logs
                         where metadata ->> 'indicator' = 'audited.example' and metadata ->> 'id' = $1
                           and user_id like '%intel-manager' and source = 'security_audit'
                         order by id
                        """, id))
                .extracting(row -> row.getString("change"))
                .containsExactly(
                        "siem_threat_added - low", "siem_threat_changed low high", "siem_threat_removed high -");
    }

    @Test
    void aRefusedChangeLeavesNoTrace() {
        String body = "{'indicator': 'twice.example', 'type': 'domain', 'threat_level': 'low', 'description': 'x'}";

        add(body).statusCode(201);
        add(body).statusCode(409);

        assertThat(intelligence.ask("""
                        select id from aggregated_logs
                         where category = 'siem_threat_added' and metadata ->> 'indicator' = $1
                        """, "twice.example")).hasSize(1);
    }

    @Test
    void readersReadAndManagersChange() {
        String body = "{\"threat_level\": \"low\", \"description\": \"x\"}";

        analyst().body(body).post(THREATS).then().statusCode(403);
        analyst().body(body).put(THREATS + "/1").then().statusCode(403);
        analyst().delete(THREATS + "/1").then().statusCode(403);
        manager().get(THREATS).then().statusCode(403);
        given().get(THREATS).then().statusCode(401);
        given().delete(THREATS + "/1").then().statusCode(401);
    }

    private void seen(Sighting... sightings) {
        intelligence.see(sightings);
        intelligence.settle();
    }

    private static List<String> indicators(String query) {
        return list(query).extract().path("threats.indicator");
    }

    private static ValidatableResponse list(String query) {
        return analyst().get(THREATS + query).then().statusCode(200);
    }

    /** Of the only one. */
    private static String id() {
        return list("?expired=all").extract().path("threats[0].id").toString();
    }

    private static ValidatableResponse add(String body) {
        return manager().body(body.replace('\'', '"')).post(THREATS).then();
    }

    private static ValidatableResponse put(String id, String body) {
        return manager().body(body.replace('\'', '"')).put(THREATS + "/" + id).then();
    }

    private static RequestSpecification analyst() {
        return given().auth()
                .oauth2(Tokens.of("intel-analyst", Permission.VIEW_AUDIT))
                .contentType("application/json");
    }

    private static RequestSpecification manager() {
        return given().auth()
                .oauth2(Tokens.of("intel-manager", Permission.MANAGE))
                .contentType("application/json");
    }

    private static Map<String, Object> pagination(int limit, int offset, int total) {
        return Map.of("limit", limit, "offset", offset, "total", total, "total_is_estimate", false);
    }
}
