package dev.sealwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import dev.sealwatch.alerting.Telling;
import dev.sealwatch.platform.TestClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HousekeepingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SEASON = Duration.ofDays(90);

    @Inject
    Telegraph telegraph;

    @Inject
    Housekeeping housekeeping;

    @Inject
    MeterRegistry registry;

    @Inject
    TestClock clock;

    private Instant now;

    @BeforeEach
    void empty() {
        telegraph.reset();
        now = clock.instant();
        clock.set(Instant.now());
    }

    @AfterEach
    void setBack() {
        clock.set(now);
    }

    @Test
    void forgetsWhatIsOldWithItsDeliveriesButNothingThatWaits() {
        try (Receiver receiver = Receiver.plain(0)) {
            String channel = ChannelApi.webhook("remembering", receiver.url());
            Telling old = telegraph.raised("203.0.113.1", channel, Telling.IN_APP);
            Telling young = telegraph.raised("203.0.113.2", channel);
            telegraph.put(old, young);
            telegraph.send();
            Telling waiting = telegraph.raised("203.0.113.3", channel);
            telegraph.put(waiting);
            age(old, SEASON.plusSeconds(1));
            age(young, SEASON.minusMinutes(1));
            age(waiting, SEASON.plusDays(1));

            housekeeping.forget().await().atMost(PATIENCE);

            assertThat(telegraph.ask("select id from notifications"))
                    .extracting(row -> row.getUUID("id"))
                    .containsExactlyInAnyOrder(young.id(), waiting.id());
            ChannelApi.deliveries(channel).body("deliveries.alert_id", contains((int) alert(young)));
        }
    }

    private void age(Telling telling, Duration age) {
        telegraph.ask(
                "update notifications set kept_at = $2 where id = $1",
                telling.id(),
                clock.instant().minus(age).atOffset(ZoneOffset.UTC));
    }

    private static long alert(Telling telling) {
        return telling.alerts().get(0).id();
    }

    @Test
    void forgetsNothingBecauseAClockIsAhead() {
        telegraph.put(telegraph.raised("203.0.113.4", Telling.IN_APP));

        clock.advance(SEASON.plusDays(1));
        housekeeping.forget().await().atMost(PATIENCE);

        assertThat(telegraph.ask("select id from notifications")).hasSize(1);
    }

    @Test
    void givesUpWhatWaitsForADisabledChannelAndSaysSo() {
        try (Receiver receiver = Receiver.plain(0)) {
            String channel = ChannelApi.webhook("asleep", receiver.url());
            telegraph.put(telegraph.raised("203.0.113.5", channel));
            ChannelApi.change(channel, "{\"name\": \"asleep\", \"enabled\": false}")
                    .statusCode(200);

            clock.advance(Duration.ofHours(24).minusSeconds(1));
            keep();
            assertThat(states()).containsExactly("pending");
            clock.advance(Duration.ofSeconds(1));
            keep();

            assertThat(states()).containsExactly("given_up");
            ChannelApi.deliveries(channel).body("deliveries.error", contains("The channel is disabled."));
            assertThat(receiver.received()).isEmpty();
        }
    }

    private List<String> states() {
        return telegraph.ask("select state from notification_deliveries").stream()
                .map((Row row) -> row.getString("state"))
                .toList();
    }

    @Test
    void measuresWhatWaitsAndWhatCameOfIt() {
        double delivered = attempts("delivered");
        double failed = attempts("failed");
        try (Receiver receiver = Receiver.plain(0).answering(500)) {
            String channel = ChannelApi.webhook("measured", receiver.url());
            telegraph.put(telegraph.raised("203.0.113.6", channel));
            telegraph.send();

            clock.advance(Duration.ofSeconds(90));
            keep();
            assertThat(gauge("siem.notifications.pending")).isEqualTo(1);
            assertThat(gauge("siem.notifications.pending.age.seconds")).isEqualTo(90);
            telegraph.send();
            keep();

            assertThat(gauge("siem.notifications.pending")).isZero();
            assertThat(gauge("siem.notifications.pending.age.seconds")).isZero();
            assertThat(attempts("failed") - failed).isEqualTo(1);
            assertThat(attempts("delivered") - delivered).isEqualTo(1);
        }
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private double attempts(String outcome) {
        return registry.get("siem.notifications")
                .tags("channel", "webhook", "outcome", outcome)
                .counter()
                .count();
    }

    private void keep() {
        housekeeping.keep().await().atMost(PATIENCE);
    }
}
