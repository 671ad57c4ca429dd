package dev.sealwatch.logs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries as detectors see them; the clock of one sender is hours ahead. */
@QuarkusTest
class CountedEntriesTest {

    private static final Instant NOON = Instant.parse("2027-03-04T12:00:00Z");
    private static final String HALF_AN_HOUR = "&start_date=2027-03-04T12:00:00Z&end_date=2027-03-04T12:30:00Z";
    private static boolean stored;

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    @BeforeEach
    void storeOnce() {
        clock.set(NOON.plus(Duration.ofHours(8)));
        if (!stored) {
            stored = true;
            rows.storeAt(
                    NOON.plusSeconds(10),
                    List.of(
                            entry(1, "plain").user("ana").address("192.0.2.1"),
                            entry(2, "nobody").address("192.0.2.1").user("  "),
                            entry(3, "nowhere").user("ana"),
                            entry(4, "own").category("siem_query").user("ana").address("192.0.2.1"),
                            entry(5, "export")
                                    .category("siem_export")
                                    .user("ana")
                                    .address("192.0.2.1"),
                            entry(6 * 3_600, "ahead").user("ana").address("192.0.2.1")));
        }
    }

    private static AnEntry entry(int second, String message) {
        return AnEntry.at(NOON.plusSeconds(second))
                .message(message)
                .source("system")
                .level(LogEntry.Level.DEBUG);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            has_user_id=true,                                       plain nowhere own export
            has_user_id=false,                                      nobody
            has_user_id=any,                                        plain nobody nowhere own export
            has_ip_address=false,                                   nowhere
            has_ip_address=true&has_user_id=false,                  nobody
            ip_address=192.0.2.1&has_user_id=false,                 nobody
            user_id=ana&has_ip_address=true,                        plain own export
            counted=true,                                           plain nobody nowhere export ahead
            counted=false,                                          plain nobody nowhere own export
            counted=true&ip_address=192.0.2.1,                      plain nobody export ahead
            counted=true&category=siem_query,                       ``
            """)
    void areFound(String parameters, String words) {
        List<String> found = ask("/api/siem/logs?sort=timestamp&source=system&level=debug&" + parameters + HALF_AN_HOUR)
                .path("logs.message");

        assertThat(String.join(" ", found)).isEqualTo(words);
    }

    @Test
    void happenWhenTheyAreReceivedAtTheLatest() {
        String later = "start_date=2027-03-04T18:00:00Z&end_date=2027-03-04T18:00:01Z";

        assertThat(ask("/api/siem/logs?" + later).<List<String>>path("logs.message"))
                .containsExactly("ahead");
        assertThat(ask("/api/siem/logs?counted=true&" + later).<List<String>>path("logs"))
                .isEmpty();
    }

    @Test
    void arePagedThroughOnce() {
        String question = "/api/siem/logs?source=system&level=debug&counted=true&limit=2" + HALF_AN_HOUR;
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Response page = ask(question + cursor);
            seen.addAll(page.path("logs.message"));
            String next = page.path("pagination.next");
            cursor = next == null ? null : "&cursor=" + next;
        }

        assertThat(seen).containsExactly("ahead", "export", "nowhere", "nobody", "plain");
    }

    @Test
    void areExported() {
        String lines = ask("/api/siem/export?format=ndjson&source=system&level=debug&counted=true" + HALF_AN_HOUR)
                .asString();

        assertThat(lines.lines()).hasSize(5).anyMatch(line -> line.contains("ahead"));
    }

    @Test
    void statisticsKnowWhoIsNamedButNoEventTime() {
        String hour = "start_date=2027-03-04T11:00:00Z&end_date=2027-03-04T14:00:00Z&source=system&interval=1h";

        assertThat(ask("/api/siem/statistics?has_user_id=false&" + hour).<Integer>path("total"))
                .isEqualTo(1);
        refused("/api/siem/statistics?counted=true", "counted");
    }

    @ParameterizedTest
    @CsvSource({"has_user_id=yes,has_user_id", "has_ip_address=,has_ip_address", "counted=any,counted"})
    void refusesOtherWords(String parameter, String field) {
        refused("/api/siem/logs?" + parameter, field);
    }

    private static void refused(String path, String field) {
        get(path).then().statusCode(400).body("errors[0].field", equalTo(field));
    }

    private static Response ask(String path) {
        Response answer = get(path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    private static Response get(String path) {
        return given().auth()
                .oauth2(Tokens.of("counted", Permission.VIEW_AUDIT))
                .urlEncodingEnabled(false)
                .get(path);
    }
}
