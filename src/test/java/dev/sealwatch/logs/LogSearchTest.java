package dev.sealwatch.logs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class LogSearchTest {

    /** A day that no other test writes to; the trail of the reading itself comes an hour later. */
    private static final Instant NOON = Instant.parse("2027-02-03T12:00:00Z");

    private static final UUID FIRST = UUID.fromString("0f0e0d0c-0000-4000-8000-0000000000f1");
    private static final String DAY = "start_date=2027-02-03T12:00:00Z&end_date=2027-02-03T12:30:00Z";

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    private static boolean stored;

    @BeforeEach
    void storeOnce() {
        clock.set(NOON.plusSeconds(3_600));
        if (!stored) {
            stored = true;
            rows.storeAt(NOON.plusSeconds(10), fiveEntries());
        }
    }

    private static List<AnEntry> fiveEntries() {
        return List.of(
                entry(1, "one: 50% off_all \\o/").logId(FIRST).user(" ANA ").address("192.0.2.1"),
                entry(2, "two: 50 percent Ștefan")
                        .user("ana")
                        .address("192.0.2.2")
                        .source("access")
                        .retention(30),
                entry(3, "three").user("Bob").address("2001:db8:0:1::5").level(LogEntry.Level.WARN),
                entry(4, "four").address("2001:db8:0:1::6").category("login_failed"),
                entry(5, "five")
                        .address("2001:db8:0:2::5")
                        .level(LogEntry.Level.CRITICAL)
                        .source("system"));
    }

    private static AnEntry entry(int second, String message) {
        return AnEntry.at(NOON.plusSeconds(second)).message(message);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            source=application,                                  four three one
            source=access&source=system,                         five two
            level=warn,                                          three
            level=WARN&level=critical,                           five three
            category=login_failed,                               four
            user_id=Ana,                                         two one
            user_id=ana&user_id=BOB,                             three two one
            user_id=nobody,                                      ``
            ip_address=192.0.2.1,                                one
            ip_address=2001:DB8:0:1:0:0:0:5,                     three
            ip_address=2001:db8:0:1::/64,                        four three
            ip_address=2001:db8:0:1::/64&ip_address=192.0.2.2,   four three two
            ip_address=2001:db8:0:1::5&ip_address=192.0.2.1,     three one
            ip_address=::ffff:192.0.2.1,                         one
            log_id=0F0E0D0C-0000-4000-8000-0000000000F1,         one
            not_source=application,                              five two
            not_level=info&not_level=WARN,                       five
            not_category=login_failed&not_source=system,         three two one
            not_user_id=Ana,                                     five four three
            not_ip_address=192.0.2.1,                            five four three two
            not_ip_address=2001:db8:0:1::/64,                    five two one
            not_ip_address=2001:db8:0:1::5&not_user_id=ana,      five four
            user_id=ana&not_ip_address=192.0.2.1,                two
            level=warn&not_level=warn,                           ``
            search=50,                                           two one
            search=50%25,                                        one
            search=F_A,                                          one
            search=f__,                                          ``
            search=%5Co/,                                        one
            search=%C8%98TEFAN,                                  two
            search=PERCENT&user_id=ana,                          two
            sort=timestamp,                                      one two three four five
            limit=2,                                             five four
            limit=2&offset=2,                                    three two
            offset=5,                                            ``
            start_date=2027-02-03T12:00:02Z&end_date=2027-02-03T12:00:04Z,          three two
            start_date=2027-02-03T14:00:02.000001%2B02:00&end_date=2027-02-03T12:00:04Z, three
            """)
    void filters(String parameters, String words) {
        String range = parameters.contains("start_date") ? "" : "&" + DAY;

        List<String> messages =
                get(parameters + range).statusCode(200).extract().path("logs.message");

        assertThat(messages.stream().map(m -> m.split("[: ]")[0]))
                .containsExactly(words.isEmpty() ? new String[0] : words.split(" "));
    }

    @Test
    void answersTheWholeEntryAndThePage() {
        get("limit=3&" + DAY)
                .statusCode(200)
                .contentType("application/json")
                .body("pagination.limit", equalTo(3))
                .body("pagination.offset", equalTo(0))
                .body("pagination.total", equalTo(5))
                .body("pagination.total_is_estimate", equalTo(false))
                .body("logs[2].ip_address", equalTo("2001:db8:0:1::5"))
                .body("logs[2].user_id", equalTo("Bob"))
                .body("logs[2].key_id", equalTo("00000000000000aa"))
                .body("logs[2].batch_pos", equalTo(2));
        get("log_id=" + FIRST).body("pagination.total", equalTo(1)).body("pagination.next", nullValue());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            limit=0,                          limit
            limit=1001,                       limit
            limit=ten,                        limit
            limit=+5,                         limit
            limit=%D9%A3,                     limit
            limit=1&limit=2,                  limit
            offset=-1,                        offset
            offset=10001,                     offset
            sort=level,                       sort
            level=bad,                        level
            user_id=%20%20,                   user_id
            user_id=a%00b,                    user_id
            search=%00,                       search
            source=,                          source
            ip_address=10.0.0.0/8,            ip_address
            ip_address=10.0.0.1/64,           ip_address
            ip_address=2001:db8::/32,         ip_address
            log_id=1-1-1-1-1,                 log_id
            start_date=yesterday,             start_date
            start_date=2027-02-03,            start_date
            start_date=2027-02-03T00:00:00,   start_date
            start_date=1969-12-31T23:59:59Z,  start_date
            end_date=%2B10000-01-01T00:00:00Z, end_date
            cursor=AAAA,                      cursor
            cursor=%3D%3D%3D,                 cursor
            colour=red,                       colour
            """)
    void refusesWhatItCantRead(String parameters, String field) {
        get(parameters)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors", hasSize(1))
                .body("errors.field", hasItem(field));
    }

    @Test
    void namesEveryFaultAtOnce() {
        get("limit=0&colour=red&start_date=now").statusCode(400).body("errors", hasSize(3));
    }

    @Test
    void refusesACursorOfAnotherQuestionOrOneThatWasChanged() {
        String next = get("limit=2&" + DAY).extract().path("pagination.next");
        char flipped = next.charAt(20) == 'A' ? 'B' : 'A';
        String changed = next.substring(0, 20) + flipped + next.substring(21);

        get("limit=1&cursor=" + next + "&" + DAY).statusCode(200).body("logs", hasSize(1));
        get("cursor=" + next + "&level=info&" + DAY).statusCode(400).body("errors[0].field", equalTo("cursor"));
        get("cursor=" + next + "&sort=timestamp&" + DAY).statusCode(400);
        get("cursor=" + changed + "&" + DAY).statusCode(400).body("errors[0].detail", containsString("begin again"));
        get("cursor=" + next + "&offset=1&" + DAY).statusCode(400).body("errors[0].field", equalTo("offset"));
    }

    @Test
    void needsThePermissionToView() {
        given().get("/api/siem/logs").then().statusCode(401);
        given().auth()
                .oauth2(Tokens.of("logs-sender", Permission.INGEST))
                .get("/api/siem/logs")
                .then()
                .statusCode(403);
    }

    @Test
    void looksBackUntilThePageIsFull() {
        Instant later = Instant.parse("2027-06-01T00:00:00Z");
        clock.set(later);
        String user = "looked-back";
        rows.storeAt(
                later.minus(Duration.ofDays(90)),
                List.of(AnEntry.at(later.minus(Duration.ofDays(90))).user(user).message("old")));
        rows.storeAt(
                later.minus(Duration.ofDays(5)),
                List.of(
                        AnEntry.at(later.minus(Duration.ofDays(5))).user(user).message("recent"),
                        AnEntry.at(later.minus(Duration.ofDays(4)).minusSeconds(1))
                                .user(user)
                                .message("ahead by almost a day")));
        rows.storeAt(
                later,
                List.of(
                        AnEntry.at(later.plus(Duration.ofHours(23))).user(user).message("ahead"),
                        AnEntry.at(later.minus(Duration.ofDays(40))).user(user).message("late")));

        List<String> found = get("user_id=" + user).extract().path("logs.message");

        assertThat(found).containsExactly("ahead", "ahead by almost a day", "recent", "late", "old");
        assertThat(paged("user_id=" + user, 1)).containsExactlyElementsOf(found);
        assertThat(paged("sort=timestamp&user_id=" + user, 2))
                .containsExactly("old", "late", "recent", "ahead by almost a day", "ahead");
    }

    private List<String> paged(String parameters, int limit) {
        List<String> messages = new java.util.ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            var page =
                    get(parameters + "&limit=" + limit + cursor).statusCode(200).extract();
            messages.addAll(page.path("logs.message"));
            String next = page.path("pagination.next");
            cursor = next == null ? null : "&cursor=" + next;
        }
        return messages;
    }

    private static ValidatableResponse get(String parameters) {
        return analyst().get("/api/siem/logs?" + parameters).then();
    }

    private static RequestSpecification analyst() {
        return given().urlEncodingEnabled(false).auth().oauth2(Tokens.of("logs-analyst", Permission.VIEW_AUDIT));
    }
}
