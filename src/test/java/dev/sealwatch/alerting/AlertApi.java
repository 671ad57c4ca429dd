package dev.sealwatch.alerting;

import static io.restassured.RestAssured.given;

import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** Asks the routes of this room. */
final class AlertApi {

    private AlertApi() {}

    static RequestSpecification viewer() {
        return given().auth().oauth2(Tokens.of("alert-viewer", Permission.VIEW_AUDIT));
    }

    static RequestSpecification manager() {
        return manager("alert-manager");
    }

    static RequestSpecification manager(String name) {
        return given().auth().oauth2(Tokens.of(name, Permission.MANAGE)).contentType("application/json");
    }

    static ValidatableResponse get(String path) {
        return viewer().get(path).then();
    }

    static ValidatableResponse post(String path, String body) {
        return manager().body(body).post(path).then();
    }

    static ValidatableResponse put(String path, String body) {
        return manager().body(body).put(path).then();
    }

    static ValidatableResponse delete(String path) {
        return manager().delete(path).then();
    }
}
