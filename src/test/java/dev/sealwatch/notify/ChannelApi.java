package dev.sealwatch.notify;

import static io.restassured.RestAssured.given;

import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;

/** The routes of channels, as somebody who may change them asks. */
final class ChannelApi {

    static final String SECRET = "a-secret-of-32-bytes-a-secret-of";

    private static final String PATH = "/api/siem/channels/";

    private ChannelApi() {}

    static RequestSpecification manager() {
        return given().auth().oauth2(Tokens.of("notify-manager", Permission.MANAGE));
    }

    static ValidatableResponse add(String body) {
        return manager()
                .contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/siem/channels")
                .then();
    }

    static ValidatableResponse change(String id, String body) {
        return manager()
                .contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .put(PATH + id)
                .then();
    }

    static ValidatableResponse remove(String id) {
        return manager().delete(PATH + id).then();
    }

    static ValidatableResponse test(String id) {
        return manager().post(PATH + id + "/test").then();
    }

    static ValidatableResponse deliveries(String id) {
        return manager().get(PATH + id + "/deliveries").then().statusCode(200);
    }

    /** Its id. */
    static String webhook(String name, String url) {
        return webhook(name, url, "");
    }

    static String webhook(String name, String url, String more) {
        return add("{\"name\": \"%s\", \"type\": \"webhook\", \"url\": \"%s\", \"secret\": \"%s\"%s}"
                        .formatted(name, url, SECRET, more))
                .statusCode(201)
                .extract()
                .path("id");
    }

    static String mail(String name, String language, String... recipients) {
        return add("{\"name\": \"%s\", \"type\": \"email\", \"recipients\": [\"%s\"], \"language\": \"%s\"}"
                        .formatted(name, String.join("\", \"", recipients), language))
                .statusCode(201)
                .extract()
                .path("id");
    }
}
