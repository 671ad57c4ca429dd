package dev.sealwatch.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RequestPathTest {

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(textBlock = """
            /api/siem/logs        , /api/siem/logs
            /api/siem/logs/       , /api/siem/logs
            /api/siem/logs///     , /api/siem/logs
            /api/siem/logs;a=b    , /api/siem/logs
            /api;a/siem;b=c/logs/ , /api/siem/logs
            /                     , /
            """)
    void leavesOutWhatChangesNothing(String path, String plain) {
        assertThat(RequestPath.plain(path)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/siem/logs",
                "/api/siem/logs/",
                "/api/siem/log%73",
                "/api/siem//logs",
                "/api/siem/events",
                "/api/siem/%65vents/"
            })
    void countsIngestAsIngestHoweverItsPathIsWritten(String path) {
        given().auth()
                .oauth2(Tokens.of("path-sender", Permission.INGEST))
                .urlEncodingEnabled(false)
                .contentType("application/json")
                .body("[]")
                .post(path)
                .then()
                .statusCode(200)
                .header("RateLimit-Limit", "6000");
    }

    @Test
    void takesLargeBodiesOfIngestHoweverItsPathIsWritten() {
        given().auth()
                .oauth2(Tokens.of("path-sender", Permission.INGEST))
                .contentType("application/json")
                .body("[" + " ".repeat(2 * 1024 * 1024) + "]")
                .post("/api/siem/logs/")
                .then()
                .statusCode(200);
    }
}
