package dev.sealwatch.platform;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ParameterCheckTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = """
            GET   , /api/siem/sources
            PUT   , /api/siem/sources/app
            GET   , /api/auth/users
            POST  , /api/auth/users
            PUT   , /api/auth/users/nobody
            DELETE, /api/auth/users/nobody
            GET   , /api/auth/tokens
            POST  , /api/auth/tokens
            DELETE, /api/auth/tokens/0196f9a4-0000-7000-8000-000000000000
            POST  , /api/auth/login
            POST  , /api/auth/logout
            GET   , /api/siem/logs
            GET   , /api/siem/export
            GET   , /api/siem/statistics
            GET   , /api/siem/dead-letters
            GET   , /api/siem/logs/0196f9a4-0000-7000-8000-000000000000
            POST  , /api/siem/logs/verify
            GET   , /api/siem/verifications
            """)
    void refusesAParameterThatNobodyReads(String method, String path) {
        given().auth()
                .oauth2(Tokens.of("parameter-check", Permission.VIEW_AUDIT, Permission.MANAGE))
                .header("X-Forwarded-For", "203.0.113.30")
                .contentType("application/json")
                .body("{}")
                .queryParam("unheard_of", "1")
                .request(method, path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("unheard_of"));
    }
}
