package dev.sealwatch.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is answered to bad input: never a 5xx, never a hang, and the next request is served. */
@QuarkusTest
class BadInputTest {

    private static final String GOOD =
            "{\"source\":\"application\",\"level\":\"info\",\"category\":\"test\",\"message\":\"still here\"}";
    private static final String JSON = "application/json";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource
    URI root;

    /** @param expected status, and code of the problem or of the first result where it is not blank */
    record Case(String name, String method, String path, byte[] body, List<String> headers, int status, String code) {

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "encoding",
        "encodings",
        "json",
        "trailing",
        "duplicates",
        "fields",
        "kinds",
        "timestamps",
        "forgeries",
        "metadata",
        "batches",
        "types",
        "http",
        "parameters",
        "filters",
        "events"
    })
    void isRefusedClearlyAndHarmsNothingElse(Case bad) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(bad);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(bad.status());
        if (bad.status() >= 400) {
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
        assertThat(code(answer.body())).as(answer.body()).isEqualTo(bad.code());
        assertThat(post("good", GOOD, 200, "").status())
                .isEqualTo(send(post("good", GOOD, 200, "")).statusCode());
    }

    static Stream<Case> encoding() {
        byte[] overlong = "{\"source\":\"system\",\"level\":\"info\",\"category\":\"a\",\"message\":\"\u00C0\u0080\"}"
                .getBytes(ISO_8859_1);
        return Stream.of(
                bytes(
                        "Latin-1 instead of UTF-8",
                        GOOD.replace("still", "caf\u00e9").getBytes(ISO_8859_1),
                        400,
                        "invalid_encoding"),
                bytes("overlong NUL", overlong, 400, "invalid_encoding"),
                bytes("raw surrogate", "\"\u00ED\u00A0\u0080\"".getBytes(ISO_8859_1), 400, "invalid_encoding"),
                bytes("above U+10FFFF", "\"\u00F4\u0090\u0080\u0080\"".getBytes(ISO_8859_1), 400, "invalid_encoding"),
                bytes("lone continuation byte", "\"\u0080\"".getBytes(ISO_8859_1), 400, "invalid_encoding"),
                bytes("cut in a character", "\"\u00C3".getBytes(ISO_8859_1), 400, "invalid_encoding"));
    }

    static Stream<Case> encodings() {
        return Stream.of(
                bytes("UTF-16 with its mark", GOOD.getBytes(UTF_16), 400, "invalid_encoding"),
                bytes("UTF-16, big end first", GOOD.getBytes(UTF_16BE), 400, "invalid_encoding"),
                bytes("UTF-16, little end first", GOOD.getBytes(UTF_16LE), 400, "invalid_encoding"),
                bytes("UTF-32, big end first", GOOD.getBytes(Charset.forName("UTF-32BE")), 400, "invalid_encoding"),
                bytes("UTF-32, little end first", GOOD.getBytes(Charset.forName("UTF-32LE")), 400, "invalid_encoding"),
                bytes(
                        "UTF-32 with its mark",
                        ("\uFEFF" + GOOD).getBytes(Charset.forName("UTF-32LE")),
                        400,
                        "invalid_encoding"),
                ndjson("lines of UTF-16", new String(GOOD.getBytes(UTF_16LE), ISO_8859_1), 422, "invalid_encoding"),
                // RFC 8259, section 8.1: nobody should send it, and whoever reads may pass over it.
                post("UTF-8 with a mark", "\uFEFF" + GOOD, 200, ""),
                ndjson("lines with a mark", "\uFEFF" + GOOD + "\n" + GOOD, 200, ""),
                post("two marks", "\uFEFF\uFEFF" + GOOD, 400, "invalid_json"),
                post("a mark and nothing else", "\uFEFF", 400, "invalid_json"));
    }

    /** What follows a JSON value is part of the body too. */
    static Stream<Case> trailing() {
        return Stream.of(
                post("garbage behind an array", "[" + GOOD + "]x", 400, "invalid_json"),
                post("a bracket too many", "[" + GOOD + "]]", 400, "invalid_json"),
                post("two arrays", "[" + GOOD + "][" + GOOD + "]", 400, "invalid_json"),
                post("an entry behind an array", "[" + GOOD + "]," + GOOD, 400, "invalid_json"),
                post("NUL behind an array", "[" + GOOD + "]\0", 400, "invalid_json"),
                post("a mark behind an array", "[" + GOOD + "]\uFEFF", 400, "invalid_json"),
                post("garbage behind an empty array", "[]x", 400, "invalid_json"),
                at(
                        "/api/siem/logs?atomic=true",
                        "garbage behind an atomic array",
                        "[" + GOOD + "]x",
                        400,
                        "invalid_json"),
                post("white space behind an array", "[" + GOOD + "] \r\n\t", 200, ""),
                ndjson("garbage behind a line's entry", GOOD + " x\n" + GOOD, 200, "invalid_json"),
                ndjson("two entries in a line", GOOD + GOOD, 422, "invalid_json"));
    }

    static Stream<Case> duplicates() {
        return Stream.of(
                post("field twice", GOOD.replace("{", "{\"message\":\"first\","), 422, "duplicate_field"),
                post("field twice, the same", GOOD.replace("{", "{\"level\":\"info\","), 422, "duplicate_field"),
                post("field twice, first as null", GOOD.replace("{", "{\"level\":null,"), 422, "duplicate_field"),
                post(
                        "field twice, once escaped",
                        GOOD.replace("{", "{\"l\\u0065vel\":\"info\","),
                        422,
                        "duplicate_field"),
                post("metadata twice", with("metadata", "{},\"metadata\":{}"), 422, "duplicate_field"),
                post("a nested key twice", with("metadata", "{\"a\":[{\"b\":1,\"b\":1}]}"), 200, "metadata_dropped"),
                post("a key twice, once escaped", with("metadata", "{\"a\":1,\"\\u0061\":1}"), 200, "metadata_dropped"),
                ndjson(
                        "field twice in a line",
                        GOOD.replace("{", "{\"level\":\"info\",") + "\n" + GOOD,
                        200,
                        "duplicate_field"),
                at(
                        "/api/siem/events",
                        "event twice",
                        "{\"event\":\"logout\",\"event\":\"logout\"}",
                        422,
                        "duplicate_field"));
    }

    static Stream<Case> json() {
        return Stream.of(
                post("nothing", "", 400, "invalid_json"),
                post("white space", "   ", 400, "invalid_json"),
                post("half an object", "{\"source\":", 400, "invalid_json"),
                post("unclosed array", "[" + GOOD, 400, "invalid_json"),
                post("unclosed text", "{\"source\":\"sys", 400, "invalid_json"),
                post("trailing garbage", GOOD + "x", 400, "invalid_json"),
                post("two objects", GOOD + GOOD, 400, "invalid_json"),
                post("trailing comma", "[" + GOOD + ",]", 400, "invalid_json"),
                post("single quotes", GOOD.replace('"', '\''), 400, "invalid_json"),
                post("comment", "/* hi */" + GOOD, 400, "invalid_json"),
                post("NaN", with("metadata", "{\"n\":NaN}"), 400, "invalid_json"),
                post("leading zero", with("metadata", "{\"n\":007}"), 400, "invalid_json"),
                post("raw control character", GOOD.replace("still", "st\nill"), 400, "invalid_json"),
                post("bad escape", GOOD.replace("still", "st\\xill"), 400, "invalid_json"),
                post("cut unicode escape", GOOD.replace("still", "\\u12"), 400, "invalid_json"),
                post("text at the top", "\"hello\"", 400, "invalid_json"),
                post("number at the top", "42", 400, "invalid_json"),
                post("null at the top", "null", 400, "invalid_json"),
                post("a million brackets", "[".repeat(1_000_000), 400, "invalid_json"),
                post("a hundred thousand objects deep", "{\"a\":".repeat(100_000), 400, "invalid_json"));
    }

    static Stream<Case> fields() {
        return Stream.of(
                post("no fields", "{}", 422, "missing_field"),
                post("no source", without("source"), 422, "missing_field"),
                post("no level", without("level"), 422, "missing_field"),
                post("no category", without("category"), 422, "missing_field"),
                post("no message", without("message"), 422, "missing_field"),
                post("null source", with("source", "null"), 422, "missing_field"),
                post("unknown source", with("source", "\"marketing\""), 422, "unknown_source"),
                post("numeric source", with("source", "7"), 422, "bad_source"),
                post("unknown level", with("level", "\"loud\""), 422, "bad_level"),
                post("level as an object", with("level", "{}"), 422, "bad_level"),
                post("category with a space", with("category", "\"Log In\""), 422, "bad_category"),
                post("empty category", with("category", "\"\""), 422, "bad_category"),
                post("category of 65 characters", with("category", "\"" + "c".repeat(65) + "\""), 422, "bad_category"),
                post("category as SQL", with("category", "\"a'; drop table users; --\""), 422, "bad_category"));
    }

    static Stream<Case> kinds() {
        return Stream.of(
                post("message as a list", with("message", "[1]"), 422, "bad_message"),
                post("message as a boolean", with("message", "true"), 422, "bad_message"),
                post("user as an object", with("user_id", "{\"id\":1}"), 422, "bad_user_id"),
                post("agent as a number", with("user_agent", "1"), 422, "bad_user_agent"),
                post("address as a list", with("ip_address", "[]"), 422, "bad_ip_address"),
                post("log id that is no UUID", with("log_id", "\"7\""), 422, "bad_log_id"),
                post(
                        "log id in braces",
                        with("log_id", "\"{0190f5fe-7c00-7000-8000-000000000001}\""),
                        422,
                        "bad_log_id"),
                post("short UUID", with("log_id", "\"1-1-1-1-1\""), 422, "bad_log_id"),
                post("field name in capitals", with("Message", "\"x\""), 422, "unknown_field"),
                post("unknown field", with("severity", "\"high\""), 422, "unknown_field"));
    }

    static Stream<Case> timestamps() {
        return Stream.of(
                post("timestamp without offset", with("timestamp", "\"2026-01-01T00:00:00\""), 422, "bad_timestamp"),
                post("timestamp as a number", with("timestamp", "1733000000"), 422, "bad_timestamp"),
                post("date only", with("timestamp", "\"2026-01-01\""), 422, "bad_timestamp"),
                post("30 February", with("timestamp", "\"2026-02-30T00:00:00Z\""), 422, "bad_timestamp"),
                post("hour 24", with("timestamp", "\"2026-01-01T24:00:00Z\""), 422, "bad_timestamp"),
                post("second 60", with("timestamp", "\"2016-12-31T23:59:60Z\""), 422, "bad_timestamp"),
                post("before 1970", with("timestamp", "\"1969-12-31T23:59:59.999999Z\""), 422, "bad_timestamp"),
                post("year 10000", with("timestamp", "\"10000-01-01T00:00:00Z\""), 422, "bad_timestamp"),
                post("next century", with("timestamp", "\"2126-01-01T00:00:00Z\""), 422, "bad_timestamp"),
                post("offset of 99 hours", with("timestamp", "\"2026-01-01T00:00:00+99:00\""), 422, "bad_timestamp"));
    }

    static Stream<Case> forgeries() {
        return Stream.of(
                post("forged receive time", with("created_at", "\"2026-01-01T00:00:00Z\""), 422, "forbidden_field"),
                post("forged sender", with("principal", "\"admin\""), 422, "forbidden_field"),
                post("forged retention", with("retention_days", "1"), 422, "forbidden_field"),
                post("forged signature", with("signature", "\"00\""), 422, "forbidden_field"),
                post("forged key", with("key_id", "\"00\""), 422, "forbidden_field"),
                post("forged place", with("batch_no", "1"), 422, "forbidden_field"));
    }

    static Stream<Case> metadata() {
        return Stream.of(
                post("metadata as text", with("metadata", "\"x\""), 422, "bad_metadata"),
                post("metadata as a list", with("metadata", "[]"), 422, "bad_metadata"),
                post("the server's own key", with("metadata", "{\"siem\":{}}"), 422, "forbidden_field"),
                post(
                        "17 levels",
                        with("metadata", "{\"a\":".repeat(17) + "1" + "}".repeat(17)),
                        200,
                        "metadata_dropped"),
                post("a key twice", with("metadata", "{\"a\":1,\"a\":2}"), 200, "metadata_dropped"),
                post(
                        "1 001 values",
                        with("metadata", "{\"a\":[" + "1,".repeat(1_000) + "1]}"),
                        200,
                        "metadata_dropped"),
                post("65 KiB", with("metadata", "{\"a\":\"" + "x".repeat(66_000) + "\"}"), 200, "metadata_dropped"),
                post("41 digits", with("metadata", "{\"a\":" + "1".repeat(41) + "}"), 200, "metadata_dropped"),
                post("exponent 309", with("metadata", "{\"a\":1e309}"), 200, "metadata_dropped"));
    }

    static Stream<Case> batches() {
        String tooMany = "[" + (GOOD + ",").repeat(1_000) + GOOD + "]";
        return Stream.of(
                post("a list of numbers", "[1,2]", 422, "not_an_object"),
                post("a list in a list", "[[" + GOOD + "]]", 422, "not_an_object"),
                post("one bad sibling", "[" + GOOD + ",{}]", 200, "missing_field"),
                post("1 001 entries", tooMany, 413, "too_many_entries"),
                at("/api/siem/logs?atomic=true", "one bad sibling, atomic", "[" + GOOD + ",{}]", 422, "not_stored"),
                ndjson("no line that can be read", "{\nnonsense\n", 422, "invalid_json"),
                ndjson("one broken line", GOOD + "\n{\n" + GOOD, 200, "invalid_json"),
                ndjson("a line over 256 KiB", "{\"x\":\"" + "y".repeat(300_000) + "\"}\n" + GOOD, 200, "line_too_long"),
                ndjson("an array as a line", "[" + GOOD + "]\n", 422, "not_an_object"));
    }

    static Stream<Case> types() {
        return Stream.of(
                headers("no content type", 415, "unsupported_media_type"),
                headers("form", 415, "unsupported_media_type", "Content-Type", "application/x-www-form-urlencoded"),
                headers("XML", 415, "unsupported_media_type", "Content-Type", "application/xml"),
                headers("Latin-1", 415, "unsupported_media_type", "Content-Type", "application/json; charset=latin1"),
                headers("UTF-16", 415, "unsupported_media_type", "Content-Type", "application/json; charset=utf-16"),
                headers("brotli", 415, "unsupported_encoding", "Content-Type", JSON, "Content-Encoding", "br"),
                headers("gzip that is none", 400, "invalid_gzip", "Content-Type", JSON, "Content-Encoding", "gzip"));
    }

    static Stream<Case> http() {
        return Stream.of(
                bytes("6 MiB", new byte[6 * 1024 * 1024], 413, "body_too_large"),
                new Case("wrong method", "PATCH", "/api/siem/logs", new byte[0], type(JSON), 405, "http_405"),
                at("/api/siem/log", "unknown path", GOOD, 404, "http_404"));
    }

    static Stream<Case> parameters() {
        return Stream.of(
                at("/api/siem/logs?ack=maybe", "unknown acknowledgement", GOOD, 400, "invalid_request"),
                at("/api/siem/logs?ack=durable&ack=buffered", "two acknowledgements", GOOD, 400, "invalid_request"),
                at("/api/siem/logs?atomic=yes", "atomic that is no boolean", GOOD, 400, "invalid_request"),
                at("/api/siem/logs?atomic=true&ack=buffered", "atomic and buffered", GOOD, 400, "invalid_request"),
                at("/api/siem/logs?results=some", "unknown results", GOOD, 400, "invalid_request"),
                at("/api/siem/logs?limit=5", "unknown parameter", GOOD, 400, "invalid_request"));
    }

    static Stream<Case> filters() {
        return Stream.of(
                get("/api/siem/logs?limit=0", "limit 0"),
                get("/api/siem/logs?limit=1001", "limit 1001"),
                get("/api/siem/logs?limit=ten", "limit in words"),
                get("/api/siem/logs?offset=-1", "negative offset"),
                get("/api/siem/logs?offset=10001", "offset 10001"),
                get("/api/siem/logs?sort=message", "unknown order"),
                get("/api/siem/logs?level=loud", "unknown level asked for"),
                get("/api/siem/statistics?interval=never", "unknown interval"),
                get("/api/siem/export?format=pdf", "unknown format"),
                get("/api/siem/logs?ip_address=1.2.3", "half an address"),
                get("/api/siem/logs?start_date=yesterday", "yesterday"),
                get("/api/siem/logs?start_date=2026-01-02T00:00:00Z&end_date=2026-01-01T00:00:00Z", "end before start"),
                get("/api/siem/logs?log_id=7", "short log id"),
                get("/api/siem/logs?cursor=abc", "made-up cursor"),
                get("/api/siem/logs?colour=red", "unknown filter"));
    }

    static Stream<Case> events() {
        String path = "/api/siem/events";
        return Stream.of(
                at(path, "no event", "{}", 422, "missing_field"),
                at(path, "unknown event", "{\"event\":\"coffee_made\"}", 422, "unknown_event"),
                at(path, "event as a number", "{\"event\":7}", 422, "bad_event"),
                at(path, "details as text", "{\"event\":\"logout\",\"details\":\"x\"}", 422, "bad_details"),
                at(path, "a field of logs", "{\"event\":\"logout\",\"level\":\"info\"}", 422, "unknown_field"));
    }

    private static Case post(String name, String body, int status, String code) {
        return at("/api/siem/logs", name, body, status, code);
    }

    private static Case bytes(String name, byte[] body, int status, String code) {
        return new Case(name, "POST", "/api/siem/logs", body, type(JSON), status, code);
    }

    private static Case at(String path, String name, String body, int status, String code) {
        return new Case(name, "POST", path, body.getBytes(UTF_8), type(JSON), status, code);
    }

    private static Case ndjson(String name, String body, int status, String code) {
        return new Case(
                name, "POST", "/api/siem/logs", body.getBytes(UTF_8), type("application/x-ndjson"), status, code);
    }

    private static Case headers(String name, int status, String code, String... headers) {
        return new Case(name, "POST", "/api/siem/logs", GOOD.getBytes(UTF_8), List.of(headers), status, code);
    }

    private static Case get(String path, String name) {
        return new Case(name, "GET", path, new byte[0], List.of(), 400, "invalid_request");
    }

    private static String with(String field, String json) {
        JsonObject entry = new JsonObject(GOOD);
        entry.remove(field);
        String rest = entry.encode();
        return "{\"" + field + "\":" + json + "," + rest.substring(1);
    }

    private static String without(String field) {
        JsonObject entry = new JsonObject(GOOD);
        entry.remove(field);
        return entry.encode();
    }

    private static List<String> type(String contentType) {
        return List.of("Content-Type", contentType);
    }

    private HttpResponse<String> send(Case request) throws IOException, InterruptedException {
        String token = Tokens.of("bad-input", Permission.INGEST, Permission.VIEW_AUDIT);
        HttpRequest.Builder builder = HttpRequest.newBuilder(root.resolve(request.path()))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        if (!request.headers().isEmpty()) {
            builder.headers(request.headers().toArray(String[]::new));
        }
        return CLIENT.send(builder.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The code of the first result, else of its first warning, else the problem's. */
    private static String code(String body) {
        JsonObject answer = new JsonObject(body);
        if (!answer.getJsonArray("results", new io.vertx.core.json.JsonArray()).isEmpty()) {
            JsonObject first = answer.getJsonArray("results").getJsonObject(0);
            return first.getString("code", warning(first));
        }
        return answer.getString("type", "").replace("urn:sealwatch:problem:", "");
    }

    private static String warning(JsonObject result) {
        var warnings = result.getJsonArray("warnings", new io.vertx.core.json.JsonArray());
        return warnings.isEmpty() ? "" : warnings.getJsonObject(0).getString("code");
    }
}
