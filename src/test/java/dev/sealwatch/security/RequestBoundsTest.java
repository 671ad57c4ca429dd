package dev.sealwatch.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no request, or too much of one, gets an answer that says so. */
@QuarkusTest
class RequestBoundsTest {

    @TestHTTPResource
    URI url;

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            /api/siem/logs?search=%zz  , 400, invalid_uri
            /api/siem/export?search=%zz, 400, invalid_uri
            /api/siem/logs?search=a|b  , 400, invalid_uri
            /api/siem/logs/%zz         , 400, invalid_uri
            /q/health/live?x=%zz       , 400, invalid_uri
            /%zz                       , 400, invalid_uri
            /api/auth/users/a%00b      , 400, invalid_uri
            /api/siem/logs?user_id=%ff , 400, invalid_uri
            /api/siem/logs?user_id=%C3&source=%A9, 400, invalid_uri
            /api/siem/logs?user_id=%ED%A0%80, 400, invalid_uri
            /api/siem/logs?user_id=%C0%80, 400, invalid_uri
            /api/siem/logs?user_id=é   , 400, invalid_uri
            /api/siem/logs/%ff         , 400, invalid_uri
            """)
    void saysWhatIsWrongWithAnAddress(String address, int status, String code) throws IOException {
        refuses("GET " + address + " HTTP/1.1\r\nHost: localhost\r\n\r\n", status, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/siem/logs?user_id=%C3%A9%F0%9F%98%80+%25&search=%00", "/a?b=%EF%BF%BD"})
    void findsNothingWrongWithText(String address) {
        assertThat(RequestBounds.ofAddress(address)).isEmpty();
    }

    @Test
    void saysThatAnAddressIsTooLong() throws IOException {
        refuses("GET /" + "a".repeat(8_192) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 414, "uri_too_long");
    }

    @Test
    void saysThatHeadersAreTooLarge() throws IOException {
        String header = "X: " + "a".repeat(16 * 1024);
        refuses("GET / HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n", 431, "headers_too_large");
    }

    @Test
    void saysThatABodyIsTooLarge() throws IOException {
        String length = "Content-Length: " + (1024 * 1024 + 1);
        refuses("POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n\r\n", 413, "body_too_large");
    }

    @Test
    void asksForAHost() throws IOException {
        refuses("GET /api/siem/logs HTTP/1.1\r\n\r\n", 400, "http_400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE"})
    void takesNoNulInAPath(String method) {
        given().auth()
                .oauth2(Tokens.of("bounds-manager", Permission.MANAGE))
                .urlEncodingEnabled(false)
                .contentType("application/json")
                .body("{}")
                .request(method, "/api/auth/users/a%00b")
                .then()
                .statusCode(400)
                .body("detail", containsString("U+0000"));
    }

    private void refuses(String request, int status, String code) throws IOException {
        String[] answer = answer(request).split("\r\n\r\n", 2);
        JsonObject problem = new JsonObject(answer[1]);

        assertThat(answer[0])
                .contains(" " + status + " ")
                .containsIgnoringCase("content-type: application/problem+json");
        assertThat(problem.getString("type")).endsWith(":" + code);
        assertThat(problem.getInteger("status")).isEqualTo(status);
    }

    private String answer(String request) throws IOException {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
