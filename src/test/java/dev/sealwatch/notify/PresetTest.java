package dev.sealwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.notify.Channel.Language;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each kind of receiver gets, to the letter: recorded in {@code src/test/resources/notify}. */
@QuarkusTest
class PresetTest {

    private static final Path RECORDED = Path.of("src/test/resources/notify");
    private static final String ROUTING_KEY = "R0UT1NGKEY0R0UT1NGKEY0R0UT1NGKEY";

    @Inject
    Cards cards;

    @ParameterizedTest
    @EnumSource(Preset.class)
    void writesAsRecorded(Preset preset) throws IOException {
        Message message = message("raised", "203.0.113.7");

        JsonObject body = preset.body(message, cards.of(message, Language.EN), ROUTING_KEY);

        String recorded = Files.readString(RECORDED.resolve(preset.word() + ".json"));
        assertThat(body).isEqualTo(new JsonObject(recorded));
        assertThat(body.encodePrettily()).isEqualTo(recorded.strip());
    }

    @ParameterizedTest
    @EnumSource(
            value = Preset.class,
            names = {"SLACK", "TEAMS"})
    void letsNobodySpeakThroughIt(Preset preset) {
        Message message = message("raised", "<!channel> <https://evil.example|click> [x](https://evil.example)\u202E");

        String body = preset.body(message, cards.of(message, Language.EN), null).encode();

        assertThat(body).doesNotContain("\u202E", "mrkdwn", "\"TextBlock\"", "\"FactSet\"");
        assertThat(new JsonObject(body).getString("text", "")).doesNotContain("<", ">");
    }

    @Test
    void joinsWhatIsToldAgainToTheSameIncident() {
        Message first = message("raised", "203.0.113.7");
        Message again = message("told_again", "203.0.113.7");

        assertThat(pagerDuty(again).getString("dedup_key"))
                .isEqualTo(pagerDuty(first).getString("dedup_key"))
                .isEqualTo("sealwatch-alert-12");
    }

    @ParameterizedTest
    @CsvSource({"acknowledged, acknowledge", "resolved, resolve"})
    void movesTheIncidentWithTheAlert(String event, String action) {
        assertThat(pagerDuty(message(event, "203.0.113.7")))
                .isEqualTo(new JsonObject()
                        .put("routing_key", ROUTING_KEY)
                        .put("event_action", action)
                        .put("dedup_key", "sealwatch-alert-12"));
    }

    private JsonObject pagerDuty(Message message) {
        return Preset.PAGERDUTY.body(message, cards.of(message, Language.EN), ROUTING_KEY);
    }

    private static Message message(String event, String address) {
        JsonObject alert = new JsonObject()
                .put("id", 12)
                .put("rule_id", "RULE-BRUTE-FORCE")
                .put("severity", "critical")
                .put("status", "active")
                .put("ip_address", address)
                .put("created_at", "2026-11-20T10:00:00Z")
                .put("title", "Brute force attack")
                .put("description", "Failed logins from " + address + ": 12 in 10 min (threshold: 10).");
        return new Message(
                UUID.fromString("019a8c7e-6000-7000-8abc-0123456789ab"),
                event,
                List.of(alert),
                null,
                Instant.parse("2026-11-20T10:00:01Z"),
                "https://siem.example");
    }
}
