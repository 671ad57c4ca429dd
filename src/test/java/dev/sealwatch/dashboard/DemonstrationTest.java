package dev.sealwatch.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;

import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Caller;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the demonstration, whatever the hour, and what is left of it. */
@QuarkusTest
class DemonstrationTest {

    private static final Instant NOON = Instant.parse("2028-09-18T12:30:00Z");
    private static final Caller ANN = new Caller("user:ann", "ann", Set.of(Permission.MANAGE), null, null);
    private static final List<String> FOUR =
            List.of("account_enumeration", "anomalous_access", "brute_force_attack", "data_exfiltration");

    @Inject
    Theatre theatre;

    @Inject
    Demonstration demonstration;

    @Inject
    Removal removal;

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    @AfterEach
    void close() {
        theatre.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12:30:00", "00:01:00", "02:00:00", "02:03:10", "04:59:59", "05:04:59", "05:05:00"})
    void isFoundOutOnceWhateverTheHour(String hour) {
        Instant now = Instant.parse("2028-09-18T" + hour + "Z");
        theatre.open(now);

        play();
        theatre.cycleAt(now.plusSeconds(60));

        assertThat(theatre.anomalies("open")).isEqualTo(FOUR);
    }

    @Test
    void isTheSameForTheSameTimeAndOthersDoWrongTheNext() {
        ZoneId zone = ZoneId.of("Europe/Bucharest");

        assertThat(Story.told(NOON, zone)).isEqualTo(Story.told(NOON, zone)).hasSizeBetween(150, 1000);
        assertThat(IntStream.range(0, 10_000)
                        .mapToObj(slot -> Cast.of(NOON.plusSeconds(4L * slot)))
                        .map(cast -> cast.sleepless().user()))
                .doesNotHaveDuplicates();
    }

    @Test
    void tellsNobodyOutsideTheApplication() {
        theatre.open(NOON);

        play();
        theatre.cycleAt(NOON.plusSeconds(60));

        assertThat(theatre.count("security_alerts where status = 'active'")).isEqualTo(2);
        assertThat(theatre.count("notifications")).isEqualTo(2);
        assertThat(theatre.count("notification_deliveries")).isZero();
        assertThat(theatre.rows("select score, earnest from threat_scores order by at desc limit 1")
                        .get(0)
                        .toJson()
                        .encode())
                .isEqualTo("{\"score\":80,\"earnest\":0}");
    }

    @Test
    void whatRealEntriesHaveAPartInIsToldAndStays() {
        theatre.open(NOON);
        play();
        String address = Cast.of(NOON).guesser().address();
        rows.store(AnEntry.at(NOON.minusSeconds(250))
                .category("login_failed")
                .user("ann")
                .address(address)
                .source("demo")
                .principal("token:shop"));

        theatre.cycleAt(NOON.plusSeconds(60));
        remove();

        assertThat(theatre.count("notification_deliveries")).isEqualTo(1);
        assertThat(theatre.anomalies("open")).containsExactly("brute_force_attack");
        assertThat(theatre.count("threat_intelligence")).isEqualTo(1);
    }

    @Test
    void isShownOnceHoweverOftenItIsAskedFor() {
        theatre.open(NOON);

        boolean first = play();
        long entries = theatre.count("aggregated_logs where source = 'demo'");
        clock.advance(Duration.ofSeconds(30));
        boolean second = play();

        assertThat(List.of(first, second)).containsExactly(true, false);
        assertThat(theatre.count("aggregated_logs where source = 'demo' and retention_days = 1"))
                .isEqualTo(entries)
                .isPositive();
    }

    @Test
    void isNowhereToBeSeenOnceItIsRemoved() {
        theatre.open(NOON);
        play();
        theatre.cycleAt(NOON.plusSeconds(60));
        String night = "user_id=" + Cast.of(NOON).sleepless().user();
        ask("/api/siem/logs?" + night).body("pagination.total", greaterThan(3));

        remove();

        ask("/api/siem/logs?" + night).body("pagination.total", equalTo(0));
        ask("/api/siem/logs?source=demo&" + night).body("pagination.total", greaterThan(3));
        ask("/api/siem/logs?limit=500").body("logs.source", not(hasDemo()));
        ask("/api/siem/statistics").body("by_source.demo", equalTo(null));
        ask("/api/siem/statistics?interval=1h&start_date=2028-09-18T00:30:00Z&end_date=2028-09-18T13:30:00Z")
                .body("by_source.demo", equalTo(null));
        ask("/api/siem/dashboard")
                .body("recent_logs.source", not(hasDemo()))
                .body("threat_score.score", equalTo(0))
                .body("threats.size()", equalTo(0));
        assertThat(theatre.anomalies("resolved")).isEqualTo(FOUR);
        assertThat(theatre.count("security_alerts where status <> 'resolved'")).isZero();
        assertThat(theatre.count("aggregated_logs where category = 'siem_demonstration_removed'"))
                .isEqualTo(1);
    }

    @Test
    void isStillVerifiedOnceItIsRemoved() {
        theatre.open(NOON);
        play();
        long entries = theatre.count("aggregated_logs");

        remove();

        given().auth()
                .oauth2(Tokens.of("theatre-viewer", Permission.VIEW_AUDIT))
                .contentType("application/json")
                .body("{\"start_date\": \"2028-09-17T00:00:00Z\"}")
                .post("/api/siem/logs/verify")
                .then()
                .body("verified", greaterThan((int) entries))
                .body("tampered", equalTo(0));
    }

    @Test
    void isNotFoundOutAnyMoreOnceItIsRemoved() {
        theatre.open(NOON);
        play();
        remove();

        theatre.cycleAt(NOON.plusSeconds(60));

        assertThat(theatre.count("security_anomalies")).isZero();
        assertThat(remove()).isFalse();
    }

    @Test
    void isClearedAwayThoughADetectorWasAtWork() {
        theatre.open(NOON);
        play();
        theatre.cycleAt(NOON.plusSeconds(60));
        theatre.rows("update log_sources set shown = false, shown_from = '2028-09-18T12:32:00Z' where name = 'demo'");

        theatre.cycleAt(NOON.plusSeconds(120));

        assertThat(theatre.anomalies("open")).isEmpty();
        assertThat(theatre.count("security_alerts where status <> 'resolved'")).isZero();
        assertThat(theatre.count("threat_intelligence")).isZero();
    }

    @Test
    void isFoundOutAnewWhenItIsPlayedAgain() {
        theatre.open(NOON);
        play();
        theatre.cycleAt(NOON.plusSeconds(20));
        remove();
        clock.set(NOON.plusSeconds(30));

        play();
        theatre.cycleAt(NOON.plusSeconds(60));

        assertThat(theatre.anomalies("open")).isEqualTo(FOUR);
        assertThat(theatre.anomalies("resolved")).isEqualTo(FOUR);
    }

    private boolean play() {
        return demonstration.play(ANN).await().indefinitely();
    }

    private boolean remove() {
        return removal.remove(ANN).await().indefinitely();
    }

    private static org.hamcrest.Matcher<Iterable<? super String>> hasDemo() {
        return org.hamcrest.Matchers.hasItem("demo");
    }

    private static ValidatableResponse ask(String path) {
        return given().auth()
                .oauth2(Tokens.of("theatre-viewer", Permission.VIEW_AUDIT))
                .get(path)
                .then()
                .statusCode(200);
    }
}
