package dev.sealwatch.notify;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.sealwatch.alerting.Telling;
import dev.sealwatch.platform.EventSource;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class StreamTest {

    private static final String PATH = "/api/siem/notifications";
    private static final Duration SOON = Duration.ofSeconds(5);

    @TestHTTPResource("/")
    URI root;

    @Inject
    Telegraph telegraph;

    @Inject
    Wakeups wakeups;

    @Inject
    TestClock clock;

    @BeforeEach
    void empty() {
        telegraph.reset();
    }

    @Test
    void tellsAtOnceByListening() {
        wakeups.listen().await().atMost(SOON);
        try (EventSource page = source("stream-listener", null)) {
            page.awaitOpen();

            telegraph.put(telegraph.raised("203.0.113.61", Telling.IN_APP));

            assertThat(page.next(SOON)).contains("event: alert.raised", "203.0.113.61");
        }
    }

    @Test
    void beatsWhileNothingHappens() {
        try (EventSource page = source("stream-quiet", null)) {
            page.awaitOpen();
            look();

            assertThat(page.beats(SOON)).isTrue();
        }
    }

    @Test
    void tellsInTheLanguageOfThePage() {
        try (EventSource page = source("stream-roman", null, "Accept-Language", "ro, en;q=0.5")) {
            page.awaitOpen();
            telegraph.put(telegraph.raised("203.0.113.62", Telling.IN_APP));
            look();

            assertThat(page.next(SOON)).contains("Atac");
        }
    }

    @Test
    void resumesBehindWhatWasSeen() {
        for (int i = 1; i <= 120; i++) {
            telegraph.put(telegraph.raised("198.51.100." + i, Telling.IN_APP));
        }
        long first = telegraph
                .ask("select min(position) as first from notifications")
                .get(0)
                .getLong("first");

        try (EventSource page = source("stream-resumer", Long.toString(first))) {
            for (int i = 2; i <= 120; i++) {
                assertThat(page.next(SOON)).contains("\"198.51.100." + i + "\"");
            }
        }
    }

    @Test
    void endsWhenItsReaderMayNoLongerSee() {
        try (EventSource page = source("stream-revoked", null)) {
            page.awaitOpen();
            Tokens.of("stream-revoked");

            look();

            assertThat(page.ended(SOON)).isTrue();
        }
    }

    @Test
    void endsWhenItsTokenExpires() {
        Instant now = clock.instant();
        String token = Tokens.until(now.plus(Duration.ofMinutes(10)), "stream-expiring", Permission.VIEW_AUDIT);
        try (EventSource page = EventSource.open(root.resolve(PATH), token, null)) {
            page.awaitOpen();
            look();
            assertThat(page.ended(Duration.ofMillis(500))).isFalse();

            clock.advance(Duration.ofMinutes(15));
            look();

            assertThat(page.ended(SOON)).isTrue();
        } finally {
            clock.set(now);
        }
    }

    @Test
    void goesOnWhereADatabaseWasRestored() {
        try (EventSource page = source("stream-ahead", "900000000000000000")) {
            page.awaitOpen();
            telegraph.put(telegraph.raised("203.0.113.63", Telling.IN_APP));
            look();

            assertThat(page.next(SOON)).contains("203.0.113.63");
        }
    }

    @Test
    void isBoundedForEachUser() {
        List<EventSource> pages = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                EventSource page = source("stream-greedy", null);
                page.awaitOpen();
                pages.add(page);
            }

            viewer("stream-greedy").get(PATH).then().statusCode(429);
        } finally {
            pages.forEach(EventSource::close);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "99999999999999999999"})
    void refusesAnIdThatIsNone(String id) {
        viewer("stream-bad").header("Last-Event-ID", id).get(PATH).then().statusCode(400);
    }

    @Test
    void knowsWhatEachUserHasNotRead() {
        telegraph.put(
                telegraph.raised("203.0.113.71", Telling.IN_APP), telegraph.raised("203.0.113.72", Telling.IN_APP));
        int last = viewer("reader-one")
                .get(PATH + "/unread")
                .then()
                .statusCode(200)
                .body("unread", equalTo(2))
                .body("notifications.alert.ip_address", contains("203.0.113.72", "203.0.113.71"))
                .extract()
                .path("last_id");

        viewer("reader-one")
                .contentType("application/json")
                .body("{\"up_to\": %d}".formatted(last - 1))
                .post(PATH + "/read")
                .then()
                .statusCode(204);

        viewer("reader-one")
                .get(PATH + "/unread")
                .then()
                .body("unread", equalTo(1))
                .body("notifications.alert.ip_address", contains("203.0.113.72"));
        viewer("reader-two").get(PATH + "/unread").then().body("unread", equalTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"up_to\": -1}", "{\"up_to\": null}", "{\"up_to\": \"5\"}", "{\"up_to\": 1.5}", "[]", ""
            })
    void refusesToReadWhatIsNoId(String body) {
        viewer("reader-bad")
                .contentType("application/json")
                .body(body)
                .post(PATH + "/read")
                .then()
                .statusCode(400);
    }

    private void look() {
        wakeups.look().await().atMost(Duration.ofSeconds(10));
    }

    private static RequestSpecification viewer(String name) {
        return given().auth().oauth2(Tokens.of(name, Permission.VIEW_AUDIT));
    }

    private EventSource source(String user, String last, String... headers) {
        return EventSource.open(root.resolve(PATH), Tokens.of(user, Permission.VIEW_AUDIT), last, headers);
    }
}
