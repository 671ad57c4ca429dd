package dev.sealwatch.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.sealwatch.platform.PostgresServer;
import dev.sealwatch.platform.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LoginTest {

    private static final String PASSWORD = "a password of Ann's";

    @Inject
    TestClock clock;

    @BeforeEach
    void everybodyMayTryAgain() {
        clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void givesTheFirstAdminEverything() {
        String token = login("admin", PostgresServer.ADMIN_PASSWORD, "192.0.2.1")
                .then()
                .statusCode(200)
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(8 * 3600))
                .body("permissions", containsInAnyOrder(Permission.ALL.toArray()))
                .extract()
                .path("token");

        assertThat(statusOf(token)).isEqualTo(200);
    }

    @Test
    void forgetsTheSessionAfterAWorkingDay() {
        String token = made("login-day");

        clock.advance(Duration.ofHours(8));
        assertThat(statusOf(token)).isEqualTo(200);

        clock.advance(Duration.ofSeconds(11));
        assertThat(statusOf(token)).isEqualTo(401);
    }

    @Test
    void refusesEveryWrongPairAlike() {
        made("login-ann");

        Response wrongPassword = login("login-ann", "not the password", "192.0.2.2");
        Response unknownUser = login("login-nobody", PASSWORD, "192.0.2.2");

        wrongPassword.then().statusCode(401).header("WWW-Authenticate", notNullValue());
        assertThat(unknownUser.statusCode()).isEqualTo(401);
        assertThat(unknownUser.asString()).isEqualTo(wrongPassword.asString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"username":"admin"}                                   | 400
            {"password":"x"}                                       | 400
            {"username":"","password":"x"}                         | 400
            {"username":{},"password":"x"}                         | 400
            {"username":"admin","password":"x","otp":"1"}          | 400
            {"username":"admin' or 1=1 --","password":"x"}         | 401
            {"username":"ad\\u0000min","password":"x"}             | 400
            {"username":"admin","password":""}                     | 401
            {                                                      | 400
            null                                                   | 400
            """)
    void answersBadInputWithAProblem(String body, int status) {
        post(body, "192.0.2.3").then().statusCode(status).contentType("application/problem+json");
    }

    @Test
    void takesTheNameHoweverItIsTyped() {
        made("login-cas");

        assertThat(login(" Login-Cas ", PASSWORD, "192.0.2.4").statusCode()).isEqualTo(200);
    }

    @Test
    void stopsAtTenAttemptsAMinuteToOneAccountFromAnywhere() {
        made("login-target");
        for (int i = 0; i < 9; i++) {
            assertThat(login("login-target", "guess " + i, "203.0.113." + i).statusCode())
                    .isEqualTo(401);
        }

        login("login-target", PASSWORD, "203.0.113.100").then().statusCode(429).header("RateLimit-Limit", "10");

        clock.advance(Duration.ofSeconds(6));
        assertThat(login("login-target", PASSWORD, "203.0.113.100").statusCode())
                .isEqualTo(200);
    }

    @Test
    void stopsAtThirtyAttemptsAMinuteFromOneClient() {
        for (int i = 0; i < 30; i++) {
            assertThat(login("login-spray-" + i, "a guess", "203.0.113.7").statusCode())
                    .isEqualTo(401);
        }

        login("login-spray-x", "a guess", "203.0.113.7")
                .then()
                .statusCode(429)
                .header("RateLimit-Limit", "30")
                .header("Retry-After", "2");
        assertThat(login("login-spray-x", "a guess", "203.0.113.8").statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = """
            POST, {     , 400, 203.0.113.20
            POST, null  , 400, 203.0.113.21
            GET , ''    , 405, 203.0.113.22
            """)
    void countsWhatIsNoSignIn(String method, String body, int status, String address) {
        for (int i = 0; i < 30; i++) {
            assertThat(request(method, body, address).statusCode()).isEqualTo(status);
        }

        request(method, body, address).then().statusCode(429).header("RateLimit-Limit", "30");
    }

    @Test
    void revokesTheTokenAtSignOut() {
        String one = made("login-out");
        String other = token(login("login-out", PASSWORD, "192.0.2.5"));

        given().auth().oauth2(one).post("/api/auth/logout").then().statusCode(204);

        assertThat(statusOf(one)).isEqualTo(401);
        assertThat(statusOf(other)).isEqualTo(200);
        given().auth().oauth2(one).post("/api/auth/logout").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void isNoOtherMethod(String method) {
        assertThat(given().request(method, "/api/auth/login").statusCode()).isEqualTo(405);
    }

    /** A user who may look, and his token. */
    private static String made(String name) {
        given().auth()
                .oauth2(Tokens.of("login-manager", Permission.MANAGE, Permission.VIEW_AUDIT))
                .contentType("application/json")
                .body(Map.of(
                        "username", name, "password", PASSWORD, "permissions", new String[] {Permission.VIEW_AUDIT}))
                .post("/api/auth/users")
                .then()
                .statusCode(201);
        return token(login(name, PASSWORD, "192.0.2.99"));
    }

    private static String token(Response login) {
        return login.then().statusCode(200).extract().path("token");
    }

    private static Response login(String username, String password, String address) {
        return given().header("X-Forwarded-For", address)
                .contentType("application/json")
                .body(Map.of("username", username, "password", password))
                .post("/api/auth/login");
    }

    private static Response post(String body, String address) {
        return given().header("X-Forwarded-For", address)
                .contentType("application/json")
                .body(body)
                .post("/api/auth/login");
    }

    private static Response request(String method, String body, String address) {
        return given().header("X-Forwarded-For", address)
                .contentType("application/json")
                .body(body)
                .request(method, "/api/auth/login");
    }

    private static int statusOf(String token) {
        return given().auth().oauth2(token).get("/api/test/route").statusCode();
    }
}
