package dev.sealwatch.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.pages.Visit;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeadLetterTest {

    @Inject
    Pool pool;

    @Inject
    DeadLetterStore letters;

    @Test
    void listsTheLatestFirst() {
        pool.query("""
                        insert into dead_letters (received_at, principal, log_id, sqlstate, reason, entry, bytes, sha256)
                        select timestamptz '2026-01-01 00:00Z', 'token:broken', gen_random_uuid(), '22P05', 'no ' || i, '{}', 2, sha256('')
                          from generate_series(1, 3) as i order by i
                        """).execute().await().indefinitely();

        analyst()
                .get("/api/siem/dead-letters?limit=2")
                .then()
                .statusCode(200)
                .body("dead_letters.reason", contains("no 3", "no 2"))
                .body("dead_letters[0].received_at", equalTo("2026-01-01T00:00:00Z"))
                .body(
                        "dead_letters[0].sha256",
                        equalTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))
                .body("pagination.total", greaterThanOrEqualTo(3));
        analyst().get("/api/siem/dead-letters?limit=1&offset=2").then().body("dead_letters.reason", contains("no 1"));
    }

    @Test
    void showsThemToPeopleAsText() {
        pool.query("""
                        insert into dead_letters (received_at, principal, log_id, sqlstate, reason, entry, bytes, sha256)
                        values (timestamptz '2026-01-01 00:00Z', 'token:shown', gen_random_uuid(), '22P05', 'violates a',
                                '{"message": "<script>alert(1)</script>‮"}', 2, sha256(''))
                        """).execute().await().indefinitely();
        try (Visit visit = Visit.of("dead-letter-looker", Permission.VIEW_AUDIT)) {
            Page page = visit.open("/security/sources");
            page.getByText("Entries that could not be stored").click();
            Locator row = page.locator("tbody tr", new Page.LocatorOptions().setHasText("token:shown"));
            row.locator("summary").click();

            assertThat(row.locator("pre").textContent()).contains("<script>alert(1)</script><U+202E>");
            visit.meetsWcag("letters");
        }
    }

    @Test
    void keepsAnEntryOnceWithItsLengthAndDigest() {
        LogEntry entry = Reader.draft(new Reader()
                        .logs(Reader.entry("\"user_id\": \"caf\u00e9\""))
                        .get(0))
                .entry()
                .received(UUID.randomUUID(), Instant.parse("2026-01-01T00:00:00Z"));

        letters.keep(entry, new IllegalStateException()).await().indefinitely();
        letters.keep(entry, new IllegalStateException()).await().indefinitely();

        assertThat(letters.page(1_000, 0).await().indefinitely())
                .filteredOn(letter -> letter.logId().equals(entry.logId()))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.entry()).contains("caf\u00e9");
                    assertThat(letter.bytes()).isEqualTo(letter.entry().length() + 1);
                    assertThat(letter.sha256()).isEqualTo(JsonText.sha256(letter.entry()));
                });
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        analyst()
                .get("/api/siem/dead-letters?limit=0&colour=red")
                .then()
                .statusCode(400)
                .body("errors.size()", equalTo(2));
    }

    private static RequestSpecification analyst() {
        return given().auth().oauth2(Tokens.of("dead-letter-analyst", Permission.VIEW_AUDIT));
    }
}
