package dev.sealwatch.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sealwatch.platform.TestClock;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RateLimitTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @TestHTTPResource
    URI url;

    @Inject
    TestClock clock;

    @Test
    void stopsAnIdentityWhereverItCallsFromUntilTimeGoesBy() throws IOException, InterruptedException {
        String token = Tokens.of("rate-ann", Permission.VIEW_AUDIT);
        assertThat(ask(token, "198.51.100.1").header("RateLimit-Remaining")).isEqualTo("599");
        for (int i = 1; i < 600; i++) {
            assertThat(quickly(token, "198.51.100." + i % 200)).isEqualTo(200);
        }

        ask(token, "198.51.100.250")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .header("RateLimit-Limit", "600")
                .header("RateLimit-Remaining", "0")
                .header("RateLimit-Reset", "60")
                .body("status", equalTo(429));
        assertThat(ask(Tokens.of("rate-bob", Permission.VIEW_AUDIT), "198.51.100.1")
                        .statusCode())
                .isEqualTo(200);

        clock.advance(Duration.ofMillis(100));
        assertThat(ask(token, "198.51.100.1").statusCode()).isEqualTo(200);
        assertThat(ask(token, "198.51.100.1").statusCode()).isEqualTo(429);
    }

    @Test
    void stopsStrangersByTheirAddress() throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            assertThat(quickly("none", "2001:db8:77::" + i)).isEqualTo(401);
        }

        assertThat(strange("2001:db8:77::ffff").statusCode()).isEqualTo(429);
        assertThat(strange("2001:db8:78::1").statusCode()).isEqualTo(401);
        assertThat(ask(Tokens.of("rate-cid", Permission.VIEW_AUDIT), "2001:db8:77::1")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(textBlock = """
            POST, /api/siem/logs    , 6000
            POST, /api/siem/events  , 6000
            GET , /api/siem/logs    , 600
            POST, /api/test/bytes   , 600
            PUT , /api/siem/logs    , 600
            """)
    void leavesIngestMoreRoom(String method, String path, String limit) {
        given().auth()
                .oauth2(Tokens.of("rate-ingest"))
                .request(method, path)
                .then()
                .header("RateLimit-Limit", limit);
    }

    /** A tenth of the time that the readable client takes. */
    private int quickly(String token, String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/api/test/route"))
                .header("Authorization", "Bearer " + token)
                .header("X-Forwarded-For", address)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static Response ask(String token, String address) {
        return given().auth().oauth2(token).header("X-Forwarded-For", address).get("/api/test/route");
    }

    private static Response strange(String address) {
        return given().header("X-Forwarded-For", address).get("/api/test/route");
    }
}
