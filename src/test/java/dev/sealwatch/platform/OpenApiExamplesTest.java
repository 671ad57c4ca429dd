package dev.sealwatch.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sealwatch.platform.OpenApiTest.Operation;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every request that the description shows is one that the service takes. */
@QuarkusTest
class OpenApiExamplesTest {

    private static final RestAssuredConfig AS_IT_IS = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    /** Nobody signs in or is changed before he exists. */
    private static final List<String> FIRST = List.of("post /api/auth/users", "put /api/auth/users/{}");

    /** @param path with its variables filled in from their examples */
    private record Shown(String method, String path, Map<String, List<String>> query, String type, JsonNode body) {}

    private static final String ANOMALY = """
            insert into security_anomalies (
                   id, type, key, severity, confidence, event_count, first_seen, crossed_at, crossing_entry, last_seen,
                   detected_at, detected_late, ended_at, threshold, window_seconds, observed, followed, evidence)
            overriding system value
            values (4711, 'brute_force_attack', 'ip:203.0.113.7', 'high', 0.9, 10, 'epoch', 'epoch', 1, 'epoch', 'epoch',
                    false, 'epoch', 10, 600, 10, false,
                    '{"first": [], "crossing": [], "last": [], "by_user": {"counts": {}, "others": 0},
                      "by_ip": {"counts": {}, "others": 0}, "by_user_agent": {"counts": {}, "others": 0}}')
                on conflict (id) do update
               set status = 'open', resolved_at = null, resolved_by = null
            """;

    private static final String THREAT = """
            insert into threat_intelligence (
                   id, indicator, indicator_key, type, threat_level, source, occurrences, first_seen, last_seen)
            overriding system value
            values (4712, '198.51.100.247', '198.51.100.247', 'ip', 'high', 'brute_force_attack', 1, 'epoch', 'epoch')
                on conflict do nothing
            """;

    private static final String ALERT = """
            insert into security_alerts (
                   id, rule_id, entity, severity, about, who, observed, threshold, window_seconds, created_at, last_seen,
                   told_at, told_severity)
            overriding system value
            values (4713, 'RULE-BRUTE-FORCE', 'user:examples', 'critical', 'brute_force_attack', 'examples', 12, 10, 600,
                    'epoch', 'epoch', 'epoch', 'high')
                on conflict (id) do update
               set status = 'active', resolved_at = null, resolved_by = null
            """;

    private static final String CHANNEL = """
            insert into notification_channels (id, name, type, enabled, recipients, language, updated_at, updated_by)
            values ('00000000-0000-0000-0000-000000004713', 'Example', 'email', true, '{a@example.com}', 'en', 'epoch',
                    'user:examples')
                on conflict do nothing
            """;

    private static final String NO_OTHERS = """
            delete from notification_channels
             where name in ('On-call', 'PagerDuty', 'Security team')
            """;

    @Inject
    Pool pool;

    @Test
    void takesEveryRequestThatIsShown() {
        pool.query(ANOMALY).execute().await().indefinitely();
        pool.query(THREAT).execute().await().indefinitely();
        pool.query(ALERT).execute().await().indefinitely();
        pool.query(CHANNEL).execute().await().indefinitely();
        pool.query(NO_OTHERS).execute().await().indefinitely();
        String token = Tokens.of("examples", Permission.INGEST, Permission.VIEW_AUDIT, Permission.MANAGE);

        assertThat(shown()).hasSizeGreaterThan(12).allSatisfy(request -> {
            Response answer = send(request, token);
            assertThat(answer.statusCode())
                    .as("%s: %s", request, answer.asString())
                    .isBetween(200, 299);
        });
    }

    private static Response send(Shown shown, String token) {
        RequestSpecification request = given().config(AS_IT_IS).auth().oauth2(token);
        shown.query().forEach(request::queryParam);
        if (shown.body() != null) {
            String text = shown.body().isTextual()
                    ? shown.body().asText()
                    : shown.body().toString();
            request.header("Content-Type", shown.type()).body(text.getBytes(StandardCharsets.UTF_8));
        }
        return request.request(shown.method(), shown.path());
    }

    private static List<Shown> shown() {
        return OpenApiTest.operations().stream()
                .sorted(Comparator.comparingInt(OpenApiExamplesTest::turn))
                .flatMap(OpenApiExamplesTest::requests)
                .toList();
    }

    private static int turn(Operation operation) {
        int turn = FIRST.indexOf(operation.name());
        return turn < 0 ? FIRST.size() : turn;
    }

    /** One for each example of a body; a question without a body is asked with the examples of its parameters. */
    private static Stream<Shown> requests(Operation operation) {
        JsonNode content = operation.node().path("requestBody").path("content");
        if (!content.isMissingNode()) {
            return content.properties().stream()
                    .flatMap(type -> type.getValue().path("examples").properties().stream()
                            .map(example -> new Shown(
                                    operation.method(),
                                    path(operation),
                                    Map.of(),
                                    type.getKey(),
                                    example.getValue().path("value"))));
        }
        return operation.method().equals("get") && !operation.path().contains("{") && !isStream(operation)
                ? Stream.of(new Shown("get", operation.path(), query(operation), null, null))
                : Stream.empty();
    }

    private static boolean isStream(Operation operation) {
        return operation.node().at("/responses/200/content").has("text/event-stream");
    }

    private static String path(Operation operation) {
        String path = operation.path();
        for (JsonNode parameter : parameters(operation)) {
            path = path.replace(
                    "{" + parameter.path("name").asText() + "}",
                    parameter.path("example").asText());
        }
        return path;
    }

    private static Map<String, List<String>> query(Operation operation) {
        return parameters(operation).stream()
                .filter(parameter -> parameter.has("example"))
                .collect(Collectors.toMap(
                        parameter -> parameter.path("name").asText(), parameter -> values(parameter.path("example"))));
    }

    private static List<String> values(JsonNode example) {
        Stream<JsonNode> all = example.isArray() ? example.valueStream() : Stream.of(example);
        return all.map(JsonNode::asText).toList();
    }

    private static List<JsonNode> parameters(Operation operation) {
        return Stream.of(operation.shared(), operation.node().path("parameters"))
                .flatMap(JsonNode::valueStream)
                .map(OpenApiTest::resolved)
                .toList();
    }
}
