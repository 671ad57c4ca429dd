package dev.sealwatch.logs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ExportTest {

    private static final Instant NOON = Instant.parse("2027-11-12T12:00:00Z");

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    private static boolean stored;

    @BeforeEach
    void storeOnce() {
        clock.set(NOON);
        if (!stored) {
            stored = true;
            rows.storeAt(
                    NOON.minus(Duration.ofDays(200)),
                    List.of(AnEntry.at(NOON.minus(Duration.ofDays(200)))
                            .category("exported")
                            .message("=old")
                            .user("-5")));
            rows.storeAt(
                    NOON,
                    List.of(
                            AnEntry.at(NOON)
                                    .category("exported")
                                    .message("new\n\"line\"")
                                    .metadata("{\"a\": [1, \"b\"]}")
                                    .address("::1"),
                            AnEntry.at(NOON.plusSeconds(7_200))
                                    .category("exported")
                                    .message("ahead, a bit")));
        }
    }

    @Test
    void writesOneArray() {
        ExtractableResponse<Response> answer = export("category=exported");

        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"sealwatch-logs-20271112T120000Z.json\"");
        assertThat(answer.header("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(messages(new JsonArray(answer.asString()))).containsExactly("ahead, a bit", "new\n\"line\"", "=old");
    }

    @Test
    void writesALineForEachEntry() {
        List<String> lines =
                export("format=ndjson&category=exported").asString().lines().toList();

        assertThat(lines).hasSize(3);
        assertThat(new JsonObject(lines.get(1)).getJsonObject("metadata"))
                .isEqualTo(new JsonObject("{\"a\": [1, \"b\"]}"));
    }

    @Test
    void writesCellsThatNoSpreadsheetRuns() {
        ExtractableResponse<Response> answer = export("format=csv&category=exported");

        assertThat(answer.contentType()).startsWith("text/csv");
        assertThat(answer.asString().split("\r\n"))
                .hasSize(4)
                .satisfies(lines ->
                        assertThat(lines[0]).startsWith("log_id,timestamp,source,level,category,message,metadata,"))
                .satisfies(lines -> assertThat(lines[1]).contains(",exported,\"ahead, a bit\",,,,,token:test,"))
                .satisfies(
                        lines -> assertThat(lines[2])
                                .contains(
                                        ",\"new\n\"\"line\"\"\",\"{\"\"a\"\": [1, \"\"b\"\"]}\",,::1,,token:test,2027-11-12T12:00:00Z,90,"))
                .satisfies(lines -> assertThat(lines[3]).contains(",exported,'=old,,-5,,,token:test,"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            json,   `[]`
            ndjson, ``
            csv,    `log_id,timestamp,source,level,category,message,metadata,user_id,ip_address,user_agent,principal,created_at,retention_days,signature,key_id,batch_no,batch_pos`
            """)
    void exportsNothingProperly(String format, String body) {
        assertThat(export("category=nothing_at_all&format=" + format).asString().replaceAll("\\s", ""))
                .isEqualTo(body);
    }

    @Test
    void takesTheFiltersOfTheLogs() {
        assertThat(messages(new JsonArray(export("category=exported&end_date=2027-11-12T12:00:00Z")
                        .asString())))
                .containsExactly("=old");
        assertThat(messages(
                        new JsonArray(export("category=exported&search=AHEAD").asString())))
                .containsExactly("ahead, a bit");
        assertThat(messages(new JsonArray(export("category=exported&start_date=2027-11-12T12:00:00Z")
                        .asString())))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"format=xml, format", "format=sealed, format", "limit=5, limit", "level=x, level"})
    void refusesWhatItCantExport(String parameters, String field) {
        get(parameters)
                .then()
                .statusCode(400)
                .header("Content-Disposition", (String) null)
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void needsThePermissionToView() {
        given().get("/api/siem/export").then().statusCode(401);
        given().auth()
                .oauth2(Tokens.of("export-sender", Permission.INGEST))
                .get("/api/siem/export")
                .then()
                .statusCode(403);
    }

    private static List<String> messages(JsonArray entries) {
        return entries.stream()
                .map(entry -> ((JsonObject) entry).getString("message"))
                .toList();
    }

    private static ExtractableResponse<Response> export(String parameters) {
        return get(parameters).then().statusCode(200).extract();
    }

    private static Response get(String parameters) {
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(Tokens.of("exporter", Permission.VIEW_AUDIT))
                .get("/api/siem/export?" + parameters);
    }
}
