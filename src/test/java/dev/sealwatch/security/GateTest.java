package dev.sealwatch.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class GateTest {

    @TestHTTPResource
    URI url;

    @ParameterizedTest
    @ValueSource(strings = {"/api/test/route", "/api/test/resource"})
    void tellsRoutesAndResourcesWhoIsThere(String path) {
        given().auth()
                .oauth2(Tokens.of("gate-ann", Permission.VIEW_AUDIT, Permission.INGEST))
                .header("X-Forwarded-For", "198.51.100.7")
                .header("User-Agent", "gate-test")
                .get(path)
                .then()
                .statusCode(200)
                .body("principal", equalTo("user:gate-ann"))
                .body("name", equalTo("gate-ann"))
                .body("permissions", hasItems(Permission.INGEST, Permission.VIEW_AUDIT))
                .body("address", equalTo("198.51.100.7"))
                .body("agent", equalTo("gate-test"));
    }

    @ParameterizedTest(name = "{0} may {1}: {2}")
    @CsvSource(textBlock = """
            security.view_audit, GET  /api/test/route          , 200
            security.view_audit, GET  /api/test/resource       , 200
            security.view_audit, GET  /api/test/manage         , 403
            security.view_audit, GET  /api/test/resource/manage, 403
            security.view_audit, POST /api/test/bytes          , 403
            security.view_audit, POST /api/test/resource       , 403
            security.manage    , GET  /api/test/route          , 403
            security.manage    , GET  /api/test/resource       , 403
            security.manage    , GET  /api/test/manage         , 200
            security.manage    , GET  /api/test/resource/manage, 200
            security.manage    , POST /api/test/bytes          , 403
            security.ingest    , GET  /api/test/route          , 403
            security.ingest    , GET  /api/test/resource/manage, 403
            security.ingest    , POST /api/test/bytes          , 200
            security.ingest    , POST /api/test/resource       , 200
            security.ingest    , GET  /api/auth/users          , 403
            security.view_audit, GET  /api/auth/tokens         , 403
            security.manage    , GET  /api/auth/tokens         , 200
            """)
    void opensToTheRightPermissionOnly(String permission, String request, int status) {
        String[] parts = request.split(" +");
        String name = "gate-" + permission.substring(permission.indexOf('.') + 1);

        given().auth()
                .oauth2(Tokens.of(name, permission))
                .contentType("application/octet-stream")
                .body(new byte[1])
                .request(parts[0], parts[1])
                .then()
                .statusCode(status);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            GET , /api/test/route          , security.view_audit
            GET , /api/test/resource       , security.view_audit
            GET , /api/test/resource/manage, security.manage
            GET , /api/auth/users          , security.manage
            GET , /api/siem/logs           , security.view_audit
            GET , /api/siem/export         , security.view_audit
            POST, /api/siem/logs           , security.ingest
            """)
    void namesThePermissionThatIsMissing(String method, String path, String permission) {
        given().auth()
                .oauth2(Tokens.of("gate-powerless"))
                .request(method, path)
                .then()
                .statusCode(403)
                .body("detail", equalTo("This needs the permission " + permission + "."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/test/route",
                "/api/test/resource",
                "//api/test/resource",
                "/api//test/resource",
                "/api/./test/resource",
                "/x/../api/test/resource",
                "/%61pi/test/resource",
                "/api;a=b/test/resource",
                "/api/test/resource;a=b",
                "/api/nothing",
                "/api",
                "/api/",
                "/api/auth/login/",
                "/api/auth/login;a=b",
                "/api/auth/login/../users"
            })
    void letsNobodyByHoweverThePathIsWritten(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(401).header("RateLimit-Limit", "600");
    }

    @Test
    void answersAnUnknownPathToThoseItKnows() {
        given().auth()
                .oauth2(Tokens.of("gate-lost"))
                .get("/api/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/test/bytes", "/api/test/resource"})
    void losesNoByteOfABodyThatComesSlowly(String path) throws IOException, InterruptedException {
        String token = Tokens.of("gate-slow", Permission.INGEST);
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head(path, token, 3_000));
            for (int i = 0; i < 3; i++) {
                out.flush();
                Thread.sleep(60);
                out.write(new byte[1_000]);
            }
            out.flush();

            assertThat(answer(socket)).contains("200 OK").endsWith("\r\n\r\n3000");
        }
    }

    @Test
    void losesNoByteOfABodyThatIsThereAtOnce() {
        given().auth()
                .oauth2(Tokens.of("gate-big", Permission.INGEST))
                .contentType("application/octet-stream")
                .body(new byte[1_000_000])
                .post("/api/test/bytes")
                .then()
                .statusCode(200)
                .body(equalTo("1000000"));
    }

    @Test
    void asksForATokenAgainOnTheConnectionOfARefusedUpload() throws IOException {
        String good = Tokens.of("gate-kept", Permission.INGEST);
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head("/api/test/bytes", "bad", 200_000));
            out.write(new byte[200_000]);
            out.write(head("/api/test/bytes", good, 5));
            out.write(new byte[5]);
            out.flush();

            assertThat(answer(socket))
                    .contains("401 Unauthorized")
                    .contains("200 OK")
                    .endsWith("\r\n\r\n5");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/test/resource", "/api/nothing", "/nowhere", "/q/health/live"})
    void tellsBrowsersToBeCareful(String path) {
        given().get(path)
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Content-Security-Policy", notNullValue());
    }

    @Test
    void letsNobodyKeepAnswersOfTheApi() {
        given().get("/api/test/resource").then().header("Cache-Control", "no-store");
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static byte[] head(String path, String token, int bytes) {
        String connection = bytes == 200_000 ? "keep-alive" : "close";
        return ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/octet-stream\r\nConnection: " + connection
                        + "\r\nContent-Length: " + bytes + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
