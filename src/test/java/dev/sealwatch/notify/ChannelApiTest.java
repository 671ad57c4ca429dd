package dev.sealwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ChannelApiTest {

    @Inject
    Telegraph telegraph;

    @BeforeEach
    void empty() {
        telegraph.reset();
    }

    @Test
    void givesANameToOneOfManyWhoAskForItAtOnce() {
        List<String> channels = IntStream.range(0, 8)
                .mapToObj(i -> ChannelApi.mail("racer-" + i, "en", "soc@example.com"))
                .toList();

        List<Integer> answers = channels.parallelStream()
                .map(id -> ChannelApi.change(id, "{\"name\": \"winner\", \"recipients\": [\"soc@example.com\"]}")
                        .extract()
                        .statusCode())
                .sorted()
                .toList();

        assertThat(answers).containsExactly(200, 409, 409, 409, 409, 409, 409, 409);
    }

    @Test
    void leavesNothingInTheTrailThatLetsItsReadersPost() {
        String id = ChannelApi.webhook("discreet", "https://1.1.1.1/catch/5ecre7?token=70ken");
        ChannelApi.change(
                        id,
                        "{\"name\": \"discreet\", \"url\": \"https://1.1.1.1/other/5ecre7\", \"secret\": \"%s\"}"
                                .formatted(ChannelApi.SECRET))
                .statusCode(200);

        String trail = RestAssured.given()
                .auth()
                .oauth2(Tokens.of("notify-auditor", Permission.VIEW_AUDIT))
                .queryParam("source", "security_audit")
                .queryParam("search", "Channel ")
                .get("/api/siem/logs")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(trail).contains(id, "\"moved\": true", "https://1.1.1.1/…").doesNotContain("5ecre7", "70ken");
    }

    @Test
    void showsChannelsButNoSecret() {
        ChannelApi.webhook("b-hook", "https://hooks.example.com/a?b=c");
        ChannelApi.webhook("c-slack", "https://hooks.example.com/T0/B0/very-secret", ", \"preset\": \"slack\"");
        ChannelApi.mail("a-mail", "ro", "soc@example.com", "ciso@example.com");

        String all = ChannelApi.manager()
                .get("/api/siem/channels")
                .then()
                .statusCode(200)
                .body("channels.name", contains("a-mail", "b-hook", "c-slack"))
                .body("channels.type", contains("email", "webhook", "webhook"))
                .body("channels.url", contains(null, "https://hooks.example.com/a?b=c", "https://hooks.example.com/…"))
                .body("channels.recipients[0]", contains("soc@example.com", "ciso@example.com"))
                .body("channels.language", contains("ro", "en", "en"))
                .body("channels[0].preset", nullValue())
                .extract()
                .asString();

        assertThat(all).doesNotContain(ChannelApi.SECRET, "very-secret", "target");
    }

    @Test
    void keepsSecretsFromWhoReadsTheDatabase() {
        ChannelApi.webhook("sealed", "https://hooks.example.com/very-secret", ", \"preset\": \"teams\"");

        assertThat(telegraph.ask("select encode(target, 'escape') || notification_channels::text as row"
                        + " from notification_channels"))
                .singleElement()
                .satisfies(row -> assertThat(row.getString("row")).doesNotContain(ChannelApi.SECRET, "very-secret"));
    }

    @Test
    void keepsWhatAChangeDoesNotName() {
        try (Receiver receiver = Receiver.plain(0)) {
            String id = ChannelApi.webhook("before", receiver.url());

            ChannelApi.change(id, "{\"name\": \"after\", \"language\": \"ro\"}")
                    .statusCode(200)
                    .body("name", equalTo("after"))
                    .body("url", equalTo(receiver.url()))
                    .body("language", equalTo("ro"));
            ChannelApi.test(id).statusCode(200).body("outcome", equalTo("delivered"));

            assertThat(receiver.received()).singleElement().satisfies(request -> {
                String signed = request.headers().get("x-sealwatch-timestamp") + "." + request.body();
                assertThat(request.headers().get("x-sealwatch-signature"))
                        .isEqualTo("sha256=" + Rfc2104.hmacSha256(ChannelApi.SECRET, signed));
                assertThat(request.body()).contains("\"alert.test\"", "Mesaj de probă");
            });
        }
    }

    @Test
    void tellsNoNewReceiverTheOldSecret() {
        String id = ChannelApi.webhook("moving", "https://hooks.example.com/a");

        ChannelApi.change(id, "{\"name\": \"moving\", \"url\": \"https://other.example.com/a\"}")
                .statusCode(400)
                .body("errors.field", contains("secret"));
    }

    @Test
    void refusesASecondOneOfTheSameName() {
        String id = ChannelApi.webhook("one", "https://hooks.example.com/a");
        ChannelApi.webhook("two", "https://hooks.example.com/a");

        ChannelApi.add("{\"name\": \"two\", \"type\": \"email\", \"recipients\": [\"a@example.com\"]}")
                .statusCode(409);
        ChannelApi.change(id, "{\"name\": \"two\"}").statusCode(409);
    }

    @Test
    void isNotRemovedWhileRulesTellByIt() {
        String id = ChannelApi.webhook("needed", "https://hooks.example.com/a");
        telegraph.ask("update alert_rules set channels = array['in_app', $1::text] where id = 'RULE-BRUTE-FORCE'", id);

        ChannelApi.remove(id).statusCode(409).body("detail", containsString("RULE-BRUTE-FORCE"));
        telegraph.ask("update alert_rules set channels = '{in_app}'");
        ChannelApi.remove(id).statusCode(204);
        ChannelApi.remove(id).statusCode(404);
    }

    @Test
    void saysWhatCameOfATest() {
        try (Receiver receiver = Receiver.plain(0).answering(404)) {
            String id = ChannelApi.webhook("failing", receiver.url());

            String key = ChannelApi.test(id)
                    .statusCode(200)
                    .body("event", equalTo("test"))
                    .body("outcome", equalTo("given_up"))
                    .body("status", equalTo(404))
                    .body("error", equalTo("The receiver answered 404."))
                    .extract()
                    .path("idempotency_key");

            ChannelApi.deliveries(id)
                    .body("deliveries.idempotency_key", contains(key))
                    .body("deliveries.outcome", contains("given_up"));
        }
    }

    @Test
    void leavesAnEntryOfEachChange() {
        String id = ChannelApi.mail("audited", "en", "soc@example.com");
        ChannelApi.change(id, "{\"name\": \"renamed\", \"recipients\": [\"soc@example.com\"]}")
                .statusCode(200);
        ChannelApi.remove(id).statusCode(204);

        RestAssured.given()
                .auth()
                .oauth2(Tokens.of("notify-auditor", Permission.VIEW_AUDIT))
                .queryParam("source", "security_audit")
                .queryParam("category", "siem_channel_added", "siem_channel_changed", "siem_channel_removed")
                .get("/api/siem/logs")
                .then()
                .statusCode(200)
                .body(
                        "logs.findAll { it.metadata.id == '%s' }.category".formatted(id),
                        hasItems("siem_channel_added", "siem_channel_changed", "siem_channel_removed"));
    }

    @Test
    void isForManagersOnly() {
        RestAssured.given()
                .auth()
                .oauth2(Tokens.of("notify-viewer", Permission.VIEW_AUDIT))
                .get("/api/siem/channels")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/test", "/deliveries"})
    void knowsNoOther(String below) {
        String path = "/api/siem/channels/" + UUID.randomUUID() + below;
        int status = below.equals("/deliveries")
                ? ChannelApi.manager().get(path).statusCode()
                : below.isEmpty()
                        ? ChannelApi.manager().delete(path).statusCode()
                        : ChannelApi.manager().post(path).statusCode();

        assertThat(status).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            name       | {"type": "email", "recipients": ["a@example.com"]}
            name       | {"name": " ", "type": "email", "recipients": ["a@example.com"]}
            name       | {"name": "a\\nb", "type": "email", "recipients": ["a@example.com"]}
            name       | {"name": 5, "type": "email", "recipients": ["a@example.com"]}
            type       | {"name": "x", "recipients": ["a@example.com"]}
            type       | {"name": "x", "type": "sms", "recipients": ["a@example.com"]}
            enabled    | {"name": "x", "type": "email", "enabled": "yes", "recipients": ["a@example.com"]}
            language   | {"name": "x", "type": "email", "language": "de", "recipients": ["a@example.com"]}
            recipients | {"name": "x", "type": "email"}
            recipients | {"name": "x", "type": "email", "recipients": []}
            recipients | {"name": "x", "type": "email", "recipients": "a@example.com"}
            recipients | {"name": "x", "type": "email", "recipients": [null]}
            recipients | {"name": "x", "type": "email", "recipients": ["a"]}
            recipients | {"name": "x", "type": "email", "recipients": ["a@example.com, b@example.com"]}
            recipients | {"name": "x", "type": "email", "recipients": ["a@example.com\\r\\nBcc: b@example.com"]}
            recipients | {"name": "x", "type": "email", "recipients": ["Ann <a@example.com>"]}
            recipients | {"name": "x", "type": "email", "recipients": ["a@example.com", "a@example.com"]}
            recipients | {"name": "x", "type": "webhook", "url": "https://hooks.example.com/", "recipients": ["a@b.c"]}
            url        | {"name": "x", "type": "email", "recipients": ["a@example.com"], "url": "https://hooks.example.com/"}
            url        | {"name": "x", "type": "webhook", "secret": "0123456789abcdef"}
            url        | {"name": "x", "type": "webhook", "url": "", "secret": "0123456789abcdef"}
            url        | {"name": "x", "type": "webhook", "url": "https://nobody.n9.test/", "secret": "0123456789abcdef"}
            url        | {"name": "x", "type": "webhook", "url": 5, "secret": "0123456789abcdef"}
            secret     | {"name": "x", "type": "webhook", "url": "https://hooks.example.com/"}
            secret     | {"name": "x", "type": "webhook", "url": "https://hooks.example.com/", "secret": "short"}
            secret     | {"name": "x", "type": "webhook", "url": "https://hooks.example.com/", "secret": "0123456789 abcdef"}
            secret     | {"name": "x", "type": "webhook", "preset": "pagerduty"}
            preset     | {"name": "x", "type": "webhook", "url": "https://hooks.example.com/", "preset": "irc"}
            id         | {"name": "x", "type": "email", "recipients": ["a@example.com"], "id": 5}
            """)
    void refusesWhatMakesNoChannel(String member, String body) {
        ChannelApi.add(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", startsWith("urn:sealwatch:problem:"))
                .body("errors.field", hasItem(startsWith(member)))
                .body("detail", not(containsString("0123456789")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "5", "{", "{}"})
    void refusesWhatIsNoDocument(String body) {
        ChannelApi.add(body).statusCode(allOf(equalTo(400)));
    }
}
