package dev.sealwatch.logs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.sealwatch.pages.Visit;
import dev.sealwatch.platform.EventSource;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Following new entries, with a program. */
@QuarkusTest
class TailApiTest {

    private static final String STREAM = "/api/siem/logs/stream";
    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    @Test
    void tellsOfEachEntryThatMatchesAsTheListDoes() {
        try (EventSource stream = open("streamer-1", "?category=stream_seen&not_user_id=scanner", null)) {
            stream.awaitOpen();
            rows.store(
                    AnEntry.at(clock.instant()).category("stream_seen").message("one\nline"),
                    AnEntry.at(clock.instant()).category("stream_seen").user("scanner"),
                    AnEntry.at(clock.instant()).category("stream_other"));

            JsonObject told = entry(stream.next(SOON));
            JsonObject listed = new JsonObject(given().auth()
                            .oauth2(Tokens.of("streamer-1", Permission.VIEW_AUDIT))
                            .get("/api/siem/logs?category=stream_seen&not_user_id=scanner")
                            .asString())
                    .getJsonArray("logs")
                    .getJsonObject(0);
            assertThat(told).isEqualTo(listed);
            assertThat(told.getString("message")).isEqualTo("one\nline");
        }
    }

    @Test
    void resumesBehindWhatWasTold() throws InterruptedException {
        String last;
        try (EventSource stream = open("streamer-2", "?category=stream_resumed", null)) {
            String begin = idAfter(null, stream);
            store("stream_resumed", 1, "before");
            assertThat(entry(stream.next(SOON)).getString("message")).isEqualTo("before");
            last = idAfter(begin, stream);
        }
        store("stream_resumed", 2, "meanwhile");
        try (EventSource again = open("streamer-2", "?category=stream_resumed", last)) {
            store("stream_resumed", 1, "after");

            assertThat(List.of(entry(again.next(SOON)), entry(again.next(SOON)), entry(again.next(SOON))))
                    .extracting(entry -> entry.getString("message"))
                    .containsExactly("meanwhile", "meanwhile", "after");
        }
    }

    @Test
    void saysHowManyItSkipped() {
        try (EventSource stream = open("streamer-3", "?category=stream_flood", null)) {
            stream.awaitOpen();
            store("stream_flood", 130, "flood");

            assertThat(stream.next(SOON)).contains("event: dropped", "data: {\"count\":30}");
            assertThat(entry(stream.next(SOON)).getString("category")).isEqualTo("stream_flood");
        }
    }

    @Test
    void refusesWhatIsNoFilterAndWhoMayNotLook() {
        String looker = Tokens.of("streamer-4", Permission.VIEW_AUDIT);
        for (String wrong : List.of("level", "limit", "cursor", "sort")) {
            given().auth()
                    .oauth2(looker)
                    .get(STREAM + "?" + wrong + "=1")
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains(wrong));
        }
        given().auth()
                .oauth2(Tokens.of("streamer-5", Permission.INGEST))
                .get(STREAM)
                .then()
                .statusCode(403);
        given().get(STREAM).then().statusCode(401);
    }

    @Test
    void givesNobodyMoreThanFiveAndThemAgain() throws InterruptedException {
        List<EventSource> open = new ArrayList<>();
        try {
            IntStream.range(0, 5).forEach(i -> open.add(open("streamer-6", "", null)));

            given().auth()
                    .oauth2(Tokens.of("streamer-6", Permission.VIEW_AUDIT))
                    .get(STREAM)
                    .then()
                    .statusCode(429)
                    .header("Retry-After", equalTo("30"));
            open.add(open("streamer-7", "", null));
        } finally {
            open.forEach(EventSource::close);
        }
        assertThat(isServedAgain()).isTrue();
    }

    private static boolean isServedAgain() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            try {
                open("streamer-6", "", null).close();
                return true;
            } catch (IllegalStateException full) {
                Thread.sleep(50);
            }
        }
        return false;
    }

    private static EventSource open(String user, String query, String last) {
        return EventSource.open(
                URI.create(Visit.ownBase() + STREAM + query), Tokens.of(user, Permission.VIEW_AUDIT), last);
    }

    private static String idAfter(String former, EventSource stream) throws InterruptedException {
        for (int i = 0; Objects.equals(stream.last(), former) && i < 1_000; i++) {
            Thread.sleep(10);
        }
        assertThat(stream.last()).isNotEqualTo(former);
        return stream.last();
    }

    private static JsonObject entry(String event) {
        assertThat(event).startsWith("event: entry\ndata: ");
        return new JsonObject(event.substring(event.indexOf("data: ") + "data: ".length()));
    }

    private void store(String category, int count, String message) {
        rows.store(IntStream.range(0, count)
                .mapToObj(i -> AnEntry.at(clock.instant()).category(category).message(message))
                .toArray(AnEntry[]::new));
    }
}
