package dev.sealwatch.intel;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is a problem that names the member, and nothing is stored. */
@QuarkusTest
class BadThreatsTest {

    @Inject
    Intelligence intelligence;

    @Inject
    TestClock clock;

    @BeforeEach
    void empty() {
        intelligence.reset();
        clock.set(Instant.parse("2026-03-04T12:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ip     |
            ip     | ' '
            ip     | 203.0.113
            ip     | 203.0.113.256
            ip     | 203.0.113.7/24
            ip     | 203.0.113.0/33
            ip     | 203.0.113.0/-1
            ip     | 0x7f000001
            ip     | 2130706433
            ip     | 2001:db8::1/64
            ip     | 2001:db8::/129
            ip     | bad.example
            ip     | 10.0.0.1
            ip     | 127.0.0.1
            ip     | 172.20.0.0/16
            ip     | 192.168.1.0/24
            ip     | 169.254.169.254
            ip     | 100.64.0.1
            ip     | 0.0.0.0/0
            ip     | ::/0
            ip     | ::1
            ip     | 0.0.0.0/8
            ip     | 224.0.0.1
            ip     | 239.255.255.0/24
            ip     | 240.0.0.1
            ip     | 255.255.255.255
            ip     | 64:ff9b::808:808
            ip     | 64:ff9b::/64
            ip     | ff02::1
            ip     | fe80::1
            ip     | fd00::/8
            ip     | ::ffff:10.0.0.1
            domain |
            domain | localhost
            domain | 203.0.113.7
            domain | bad_one.example
            domain | bücher.example
            domain | https://bad.example/
            domain | -bad.example
            domain | bad.example.
            domain | *.bad.example
            user   |
            user   | ' '
            user   | a\\u0000b
            user   | a\\nb
            user   | a\\ud800b
            """)
    void refusesWhatIsNoIndicator(String type, String indicator) {
        add("{\"indicator\": \"%s\", \"type\": \"%s\", \"threat_level\": \"low\", \"description\": \"x\"}"
                        .formatted(indicator == null ? "" : indicator, type))
                .body("errors.field", hasItem("indicator"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            indicator    | null
            indicator    | 7
            indicator    | ["bad.example"]
            type         | null
            type         | "host"
            type         | "DOMAIN"
            type         | 2
            type         | ""
            threat_level | null
            threat_level | "urgent"
            threat_level | "HIGH"
            threat_level | 3
            threat_level | ["high"]
            description  | null
            description  | ""
            description  | "   "
            description  | 5
            description  | {}
            description  | "a\\u0000b"
            expires_at   | ""
            expires_at   | "tomorrow"
            expires_at   | "2026-03-04"
            expires_at   | "2027-01-01T00:00:00"
            expires_at   | "2026-03-04T12:00:00Z"
            expires_at   | "1970-01-01T00:00:00Z"
            expires_at   | "+10000-01-01T00:00:00Z"
            expires_at   | "+999999999-12-31T23:59:59-18:00"
            expires_at   | 1893456000
            expires_at   | 1e400
            expires_at   | true
            id           | 5
            occurrences  | 1
            source       | "brute_force_attack"
            """)
    void refusesAMemberThatMakesNoSense(String member, String value) {
        String whole = "{\"indicator\": \"bad.example\", \"type\": \"domain\", \"threat_level\": \"low\","
                + " \"description\": \"x\"}";
        String body = whole.contains("\"" + member + "\"")
                ? whole.replaceFirst(
                        "\"" + member + "\": \"[^\"]*\"", "\"" + member + "\": " + value.replace("\\", "\\\\"))
                : whole.replace("}", ", \"" + member + "\": " + value + "}");

        add(body).body("errors.field", hasItem(member));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "5",
                "\"x\"",
                "{",
                "{}",
                "{\"indicator\": \"bad.example\"}",
                "{\"indicator\": \"bad.example\", \"indicator\": \"worse.example\", \"type\": \"domain\","
                        + " \"threat_level\": \"low\", \"description\": \"x\"}",
                "{\"indicator\": \"bad.example\", \"type\": \"domain\", \"threat_level\": \"low\", \"description\": \"x\"}{}"
            })
    void refusesWhatIsNoDocument(String body) {
        add(body);
    }

    @Test
    void refusesADescriptionThatIsTooLong() {
        String body = "{\"indicator\": \"bad.example\", \"type\": \"domain\", \"threat_level\": \"low\","
                + " \"description\": \"%s\"}";

        add(body.formatted("x".repeat(1_001))).body("errors.field", hasItem("description"));
        post(body.formatted("ș".repeat(1_000))).statusCode(201);
    }

    @Test
    void refusesWhatIsNotJson() {
        given().auth()
                .oauth2(Tokens.of("intel-manager", Permission.MANAGE))
                .contentType("text/plain")
                .body("bad.example")
                .post("/api/siem/threats")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    private ValidatableResponse add(String body) {
        ValidatableResponse answer = post(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", startsWith("urn:sealwatch:problem:"))
                .body("status", equalTo(400));
        assertThat(intelligence.known()).isEmpty();
        return answer;
    }

    private static ValidatableResponse post(String body) {
        return given().auth()
                .oauth2(Tokens.of("intel-manager", Permission.MANAGE))
                .contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/siem/threats")
                .then();
    }
}
