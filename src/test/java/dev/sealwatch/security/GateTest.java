package dev.sealwatch.security;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GateTest {

    @Test
    void letsAValidTokenIntoRoutesAndResources() {
        String token = Tokens.of("gate-ann", Permission.VIEW_AUDIT);

        given().auth().oauth2(token).get("/api/test/route").then().statusCode(200);
        given().auth().oauth2(token).get("/api/test/resource").then().statusCode(200);
    }
}
