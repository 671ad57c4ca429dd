package dev.sealwatch.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.sealwatch.platform.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ApiTokenTest {

    @Inject
    TestClock clock;

    @Inject
    LastUses uses;

    private String manager;

    @BeforeEach
    void aManagerWhoMaySendToo() {
        manager = Tokens.of("token-manager", Permission.MANAGE, Permission.INGEST);
    }

    @Test
    void makesATokenThatSends() {
        String token = create("api-shop")
                .then()
                .statusCode(201)
                .body("id", notNullValue())
                .body("name", equalTo("api-shop"))
                .body("permissions", containsInAnyOrder(Permission.INGEST))
                .body("created_by", equalTo("user:token-manager"))
                .body(
                        "expires_at",
                        equalTo(clock.instant()
                                .truncatedTo(java.time.temporal.ChronoUnit.MICROS)
                                .plus(Duration.ofDays(90))
                                .toString()))
                .extract()
                .path("token");

        assertThat(send(token)).isEqualTo(200);
    }

    @Test
    void showsTheTokenOnceAndItsLastUseLater() {
        String token = create("api-listed").path("token");
        assertThat(listed("api-listed").getString("last_used_at")).isNull();

        send(token);
        uses.keep().await().indefinitely();

        assertThat(listed("api-listed").getString("last_used_at")).isNotNull();
        assertThat(as(manager).get("/api/auth/tokens").asString()).doesNotContain(token);
    }

    @Test
    void revokesAndRotatesUnderTheSameName() {
        Response first = create("api-rotated");
        create("api-rotated").then().statusCode(409).body("type", containsString("token_name_taken"));

        as(manager).delete("/api/auth/tokens/" + first.path("id")).then().statusCode(204);
        assertThat(send(first.path("token"))).isEqualTo(401);
        as(manager).delete("/api/auth/tokens/" + first.path("id")).then().statusCode(404);

        Response second = create("api-rotated");
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(send(second.path("token"))).isEqualTo(200);
        assertThat(send(first.path("token"))).isEqualTo(401);
    }

    @Test
    void expiresAndMakesRoomForTheNext() {
        Response first =
                create(Map.of("name", "api-brief", "permissions", List.of(Permission.INGEST), "expires_in_days", 1));

        clock.advance(Duration.ofDays(1).plusSeconds(11));

        assertThat(send(first.path("token"))).isEqualTo(401);
        assertThat(create("api-brief").statusCode()).isEqualTo(201);
    }

    @Test
    void letsNobodyGrantWhatHeDoesNotHold() {
        create(Map.of("name", "api-greedy", "permissions", List.of(Permission.VIEW_AUDIT)))
                .then()
                .statusCode(403);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"name":"api bad","permissions":["security.ingest"]}
            {"name":"api-bad","permissions":[]}
            {"name":"api-bad"}
            {"name":"api-bad","permissions":["root"]}
            {"name":"api-bad","permissions":[null]}
            {"name":"api-bad","permissions":["security.ingest"],"expires_in_days":0}
            {"name":"api-bad","permissions":["security.ingest"],"expires_in_days":366}
            {"name":"api-bad","permissions":["security.ingest"],"expires_in_days":99999999999}
            []
            """)
    void refusesBadInput(String body) {
        as(manager).body(body).post("/api/auth/tokens").then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void refusesAnIdThatIsNone() {
        as(manager).delete("/api/auth/tokens/x").then().statusCode(404);
    }

    private Response create(String name) {
        return create(Map.of("name", name, "permissions", List.of(Permission.INGEST)));
    }

    private Response create(Map<String, Object> body) {
        return as(manager).body(body).post("/api/auth/tokens");
    }

    private JsonPath listed(String name) {
        return as(manager).get("/api/auth/tokens").jsonPath().setRootPath("tokens.find { it.name == '" + name + "' }");
    }

    private static int send(String token) {
        return given().auth()
                .oauth2(token)
                .contentType("application/octet-stream")
                .body(new byte[1])
                .post("/api/test/bytes")
                .statusCode();
    }

    private static io.restassured.specification.RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }
}
