package dev.sealwatch.notify;

import static dev.sealwatch.notify.Receiver.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.sealwatch.alerting.Telling;
import dev.sealwatch.notify.Receiver.Received;
import dev.sealwatch.platform.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeliveryTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @Inject
    Telegraph telegraph;

    @Inject
    DeliveryStore deliveries;

    @Inject
    TestClock clock;

    @BeforeEach
    void empty() {
        telegraph.reset();
        clock.set(NOON);
    }

    @Test
    void isSignedAndSaysWhatTheApiSays() {
        try (Receiver receiver = Receiver.plain(0)) {
            String channel = ChannelApi.webhook("signed", receiver.url());

            telegraph.put(telegraph.raised("203.0.113.7", channel));
            telegraph.send();

            assertThat(receiver.received()).singleElement().satisfies(request -> {
                String timestamp = request.headers().get("x-sealwatch-timestamp");
                assertThat(timestamp).isEqualTo(Long.toString(NOON.getEpochSecond()));
                assertThat(request.headers().get("x-sealwatch-signature"))
                        .isEqualTo("sha256=" + Rfc2104.hmacSha256(ChannelApi.SECRET, timestamp + "." + request.body()));
                assertThat(request.headers()).containsEntry("content-type", "application/json");
                assertThat(UUID.fromString(request.headers().get("idempotency-key")))
                        .isNotNull();
                assertThat(request.path()).isEqualTo("/hook?x=1");
                JsonObject body = new JsonObject(request.body());
                assertThat(body.fieldNames()).containsExactly("event", "alert", "sent_at");
                assertThat(body.getString("event")).isEqualTo("alert.raised");
                assertThat(body.getJsonObject("alert").getString("title")).isEqualTo("Brute force attack");
                assertThat(body.getJsonObject("alert").getString("ip_address")).isEqualTo("203.0.113.7");
                assertThat(body.getJsonObject("alert").getString("rule_id")).isEqualTo("RULE-BRUTE-FORCE");
                assertThat(body.getJsonObject("alert").getString("url"))
                        .startsWith("https://siem.example/security/intelligence?tab=alerts&detail=");
            });
        }
    }

    @Test
    void isTriedUntilItIsTaken() {
        try (Receiver receiver = Receiver.plain(0).answering(500, 500, SILENCE, 200)) {
            String channel = ChannelApi.webhook("moody", receiver.url());

            telegraph.put(telegraph.raised("203.0.113.8", channel));
            for (int i = 0; i < 6; i++) {
                telegraph.send();
                clock.advance(Duration.ofMinutes(10));
            }

            ChannelApi.deliveries(channel)
                    .body("deliveries.attempt", contains(4, 3, 2, 1))
                    .body("deliveries.outcome", contains("delivered", "failed", "failed", "failed"))
                    .body("deliveries.status", contains(200, null, 500, 500))
                    .body("deliveries[1].error", containsString("No answer within"));
            assertThat(receiver.received()).hasSize(4);
            assertThat(receiver.received().stream()
                            .map(request -> request.headers().get("idempotency-key"))
                            .distinct())
                    .hasSize(1);
            assertThat(receiver.received().stream().map(Received::body).distinct())
                    .hasSize(1);
        }
    }

    @Test
    void waitsLongerEachTime() {
        try (Receiver receiver = Receiver.plain(0).answering(500, 500, 500)) {
            String channel = ChannelApi.webhook("slow", receiver.url());
            telegraph.put(telegraph.raised("203.0.113.9", channel));

            telegraph.send();
            clock.advance(Duration.ofMillis(2_499));
            telegraph.send();
            assertThat(receiver.received()).hasSize(1);
            clock.advance(Duration.ofMillis(2_501));
            telegraph.send();
            assertThat(receiver.received()).hasSize(2);
            clock.advance(Duration.ofMillis(4_999));
            telegraph.send();
            assertThat(receiver.received()).hasSize(2);
        }
    }

    @Test
    void arrivesAfterAnHourWithoutAReceiver() {
        Receiver gone = Receiver.plain(0);
        String channel = ChannelApi.webhook("down", gone.url());
        gone.close();

        telegraph.put(telegraph.raised("203.0.113.10", channel));
        for (int minute = 0; minute < 60; minute++) {
            telegraph.send();
            clock.advance(Duration.ofMinutes(1));
        }
        try (Receiver back = Receiver.plain(gone.port())) {
            clock.advance(Duration.ofMinutes(10));
            telegraph.send();

            assertThat(back.received()).hasSize(1);
            ChannelApi.deliveries(channel).body("deliveries[0].outcome", equalTo("delivered"));
        }
    }

    @Test
    void heedsRetryAfter() {
        try (Receiver receiver = Receiver.plain(0).answering(429, 200).answeringWith("Retry-After", "120")) {
            String channel = ChannelApi.webhook("busy", receiver.url());
            telegraph.put(telegraph.raised("203.0.113.11", channel));

            telegraph.send();
            clock.advance(Duration.ofSeconds(119));
            telegraph.send();
            assertThat(receiver.received()).hasSize(1);
            clock.advance(Duration.ofSeconds(1));
            telegraph.send();
            assertThat(receiver.received()).hasSize(2);
        }
    }

    @Test
    void isGivenUpInTimeAndSaysSo() {
        try (Receiver receiver = Receiver.plain(0).answering(500, 500, 500)) {
            String channel = ChannelApi.webhook("dead", receiver.url());
            telegraph.put(telegraph.raised("203.0.113.12", channel));

            telegraph.send();
            clock.advance(Duration.ofHours(24));
            telegraph.send();
            clock.advance(Duration.ofHours(24));
            telegraph.send();

            ChannelApi.deliveries(channel)
                    .body("deliveries.outcome", contains("given_up", "failed"))
                    .body("deliveries.error", contains("The receiver answered 500.", "The receiver answered 500."));
        }
    }

    @Test
    void followsNoRedirect() {
        try (Receiver elsewhere = Receiver.plain(0);
                Receiver receiver = Receiver.plain(0).answering(307).answeringWith("Location", elsewhere.url())) {
            String channel = ChannelApi.webhook("redirecting", receiver.url());

            telegraph.put(telegraph.raised("203.0.113.13", channel));
            telegraph.send();

            assertThat(elsewhere.received()).isEmpty();
            ChannelApi.deliveries(channel).body("deliveries.status", contains(307));
        }
    }

    @Test
    void isRepeatedWithTheSameKeyWhenItsSenderDied() {
        try (Receiver receiver = Receiver.plain(0)) {
            String channel = ChannelApi.webhook("crash", receiver.url());
            telegraph.put(telegraph.raised("203.0.113.14", channel));

            List<Delivery> claimed = deliveries.claim().await().atMost(Duration.ofSeconds(5));
            telegraph.send();
            assertThat(receiver.received()).isEmpty();
            telegraph.ask(
                    "update notification_deliveries set leased_until = 'epoch' where id = $1",
                    claimed.get(0).id());
            telegraph.send();

            assertThat(receiver.received())
                    .extracting(request -> request.headers().get("idempotency-key"))
                    .containsExactly(claimed.get(0).id().toString());
            ChannelApi.deliveries(channel)
                    .body("deliveries.attempt", contains(2, 1))
                    .body("deliveries.outcome", contains("delivered", "unconfirmed"));
        }
    }

    @Test
    void isMadeOnceHoweverOftenItIsPut() {
        try (Receiver receiver = Receiver.plain(0)) {
            String channel = ChannelApi.webhook("once", receiver.url());
            Telling telling = telegraph.raised("203.0.113.15", channel, Telling.IN_APP, UUID.randomUUID(), "nobody");

            telegraph.put(telling);
            telegraph.put(telling);
            telegraph.send();

            assertThat(receiver.received()).hasSize(1);
            assertThat(telegraph.ask("select 1 from notifications")).hasSize(1);
        }
    }

    @Test
    void givesEachChannelNoMoreThanItsShareAtOnce() {
        try (Receiver receiver = Receiver.plain(0)) {
            String channel = ChannelApi.webhook("flooded", receiver.url());
            String other = ChannelApi.webhook("quiet", receiver.url());
            for (int i = 0; i < 6; i++) {
                telegraph.put(telegraph.raised("203.0.113." + (20 + i), channel));
            }
            telegraph.put(telegraph.raised("203.0.113.30", other));

            List<Delivery> first = deliveries.claim().await().atMost(Duration.ofSeconds(5));
            List<Delivery> second = deliveries.claim().await().atMost(Duration.ofSeconds(5));

            assertThat(first)
                    .hasSize(5)
                    .extracting(delivery -> delivery.channel().name())
                    .contains("quiet");
            assertThat(second).isEmpty();
        }
    }

    @Test
    void isSentWhateverBecomesOfOthers() {
        try (Receiver receiver = Receiver.plain(0)) {
            String channel = ChannelApi.webhook("mixed", receiver.url());
            Telling broken = telegraph.raised("203.0.113.40", channel);
            telegraph.put(broken, telegraph.raised("203.0.113.41", channel));
            telegraph.ask("update notifications set texts = '{\"en\": [], \"ro\": []}' where id = $1", broken.id());

            telegraph.send();

            assertThat(receiver.received())
                    .singleElement()
                    .satisfies(request -> assertThat(request.body()).contains("203.0.113.41"));
            ChannelApi.deliveries(channel)
                    .body("deliveries.outcome", containsInAnyOrder("delivered", "failed"))
                    .body("deliveries.error", hasItem("It could not be written; the log says why."));
        }
    }

    @Test
    void waitsForNoConnectionWhereChannelsShareAHost() {
        try (Receiver receiver = Receiver.plain(0).answeringAfter(Duration.ofSeconds(2))) {
            for (String name : List.of("shared-one", "shared-two", "shared-three")) {
                String channel = ChannelApi.webhook(name, receiver.url());
                for (int i = 0; i < 4; i++) {
                    telegraph.put(telegraph.raised("203.0.113." + (50 + i), channel));
                }
            }

            telegraph.send();

            assertThat(telegraph.ask("select outcome from notification_attempts"))
                    .hasSize(12)
                    .allMatch(row -> row.getString("outcome").equals("delivered"));
        }
    }

    @Test
    void waitsWhileTheChannelIsDisabled() {
        try (Receiver receiver = Receiver.plain(0)) {
            String channel = ChannelApi.webhook("paused", receiver.url());
            telegraph.put(telegraph.raised("203.0.113.31", channel));
            ChannelApi.change(channel, "{\"name\": \"paused\", \"enabled\": false}")
                    .statusCode(200);

            telegraph.send();
            telegraph.put(telegraph.raised("203.0.113.32", channel));
            assertThat(receiver.received()).isEmpty();
            ChannelApi.change(channel, "{\"name\": \"paused\"}").statusCode(200);
            telegraph.send();

            assertThat(receiver.received())
                    .singleElement()
                    .satisfies(request -> assertThat(request.body()).contains("203.0.113.31"));
        }
    }
}
