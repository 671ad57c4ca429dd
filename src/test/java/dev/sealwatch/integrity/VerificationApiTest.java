package dev.sealwatch.integrity;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sealwatch.logs.LogBatch;
import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class VerificationApiTest {

    private static final Instant DAY = Instant.parse("2033-03-07T00:00:00Z");
    private static final AtomicInteger MOVED = new AtomicInteger();
    private static final String VERIFY = "/api/siem/logs/verify";
    private static final String HISTORY = "/api/siem/verifications";

    @Inject
    SignedLog log;

    @Inject
    Pool pool;

    @Inject
    TestClock clock;

    @Test
    void answersWithEveryCount() {
        List<LogEntry> entries = SignedLog.entries(3, DAY, 365, "token:api");
        log.store("api-1/0", 1, entries);

        auditor()
                .contentType("application/json")
                .body("{\"log_ids\": [\"" + entries.get(1).logId() + "\"]}")
                .post(VERIFY)
                .then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("verified", equalTo(1))
                .body("tampered", equalTo(0))
                .body("missing", equalTo(0))
                .body("inserted", equalTo(0))
                .body("pending", equalTo(1))
                .body("purged", equalTo(0))
                .body("unknown_key", equalTo(0))
                .body("tampered_logs", equalTo(List.of()))
                .body("$", hasKey("sealed_to"))
                .body("$", hasKey("checkpoint"))
                .body("rollback_excluded", equalTo(false))
                .body("duration_ms", notNullValue());
    }

    @Test
    void namesWhatWasTamperedWith() {
        List<LogEntry> entries = SignedLog.entries(3, DAY.plusSeconds(10), 365, "token:api");
        long batch = log.store("api-2/0", 1, entries);
        pool.preparedQuery("update aggregated_logs set message = 'x' where id = $1")
                .execute(Tuple.of(LogBatch.firstId(batch) + 1))
                .await()
                .indefinitely();

        auditor()
                .contentType("application/json")
                .body("{\"start_date\": \"2033-03-07T00:00:09Z\", \"end_date\": \"2033-03-07T00:00:11Z\"}")
                .post(VERIFY)
                .then()
                .statusCode(200)
                .body("tampered", equalTo(1))
                .body("tampered_logs[0].log_id", equalTo(entries.get(1).logId().toString()))
                .body("tampered_logs[0].batch_no", equalTo((int) batch))
                .body("tampered_logs[0].batch_pos", equalTo(1))
                .body("tampered_logs[0].reason", equalTo("modified"));
        auditor()
                .get("/api/siem/logs/" + entries.get(1).logId())
                .then()
                .statusCode(200)
                .body("verification.state", equalTo("tampered"))
                .body("verification.reason", equalTo("modified"));
    }

    @Test
    void needsNoBodyAndNoContentType() {
        auditor().post(VERIFY).then().statusCode(200).body("total", notNullValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"sources": ["access"]}              | application/json | 400
                    {"start_date": "yesterday"}          | application/json | 400
                    {"start_date": 5}                    | application/json | 400
                    {"start_date": "-999999999-01-01T00:00:00+18:00"} | application/json | 400
                    {"start_date": "1969-12-31T23:59:59Z"} | application/json | 400
                    {"end_date": "+999999999-12-31T23:59:59-18:00"} | application/json | 400
                    {"end_date": "+10000-01-01T00:00:00Z"} | application/json | 400
                    {"start_date": "2033-03-07T00:00:00"} | application/json | 400
                    {"start_date": "2033-03-07T00:00:00Z", "end_date": "2033-03-06T00:00:00Z"} | application/json | 400
                    {"log_ids": ["nonsense"]}            | application/json | 400
                    {"log_ids": []}                      | application/json | 400
                    {"log_ids": [null]}                  | application/json | 400
                    {                                    | application/json | 400
                    []                                   | application/json | 400
                    {}                                   | text/plain       | 415
                    """)
    void refusesWhatItCanNotUse(String body, String type, int status) {
        auditor()
                .contentType(type)
                .body(body)
                .post(VERIFY)
                .then()
                .statusCode(status)
                .contentType("application/problem+json");
    }

    @Test
    void isForAuditorsOnly() {
        given().post(VERIFY).then().statusCode(401);
        given().header("Authorization", "Bearer " + Tokens.of("verify-manager", Permission.MANAGE))
                .post(VERIFY)
                .then()
                .statusCode(403);
    }

    @Test
    void remembersVerifications() {
        // Other tests ask at times of their own, some of them in the future.
        pool.query("delete from verifications").execute().await().indefinitely();
        auditor().post(VERIFY).then().statusCode(200);

        String id = auditor()
                .get(HISTORY + "?limit=1")
                .then()
                .statusCode(200)
                .body("verifications[0].requested_by", equalTo("user:verify-auditor"))
                .body("verifications[0].result.total", notNullValue())
                .body("verifications[0].result.tampered_logs", nullValue())
                .extract()
                .path("verifications[0].id");
        auditor()
                .get(HISTORY + "/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("done"))
                .body("result.tampered_logs", notNullValue());
    }

    @Test
    void showsThatARunDiedWithItsProcess() {
        UUID id = UUID.randomUUID();
        pool.preparedQuery("insert into verifications (id, requested_by, selection, started_at, updated_at)"
                        + " values ($1, 'user:x', '{}', $2, $2)")
                .execute(Tuple.of(id, SignedLog.utc(clock.instant().minus(Duration.ofMinutes(2)))))
                .await()
                .indefinitely();

        auditor().get(HISTORY + "/" + id).then().statusCode(200).body("state", equalTo("interrupted"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/siem/verifications?limit=0, 400",
        "/api/siem/verifications?limit=x, 400",
        "/api/siem/verifications?page=2, 400",
        "/api/siem/verifications/nonsense, 400",
        "/api/siem/verifications/7f0c6c52-3e58-4f9e-9e0e-0b7a54f4c0aa, 404",
        "/api/siem/logs/nonsense, 400",
        "/api/siem/logs/7f0c6c52-3e58-4f9e-9e0e-0b7a54f4c0aa?who=x, 400",
        "/api/siem/logs/7f0c6c52-3e58-4f9e-9e0e-0b7a54f4c0aa, 404",
    })
    void refusesOtherQuestions(String path, int status) {
        auditor().get(path).then().statusCode(status).contentType("application/problem+json");
    }

    @Test
    void showsOneEntryWithItsVerification() {
        LogEntry entry =
                SignedLog.entries(1, DAY.plusSeconds(20), 365, "token:api").get(0);
        long batch = log.store("api-3/0", 1, List.of(entry));

        auditor()
                .get("/api/siem/logs/" + entry.logId())
                .then()
                .statusCode(200)
                .body("log_id", equalTo(entry.logId().toString()))
                .body("message", equalTo(entry.message()))
                .body("metadata.geo.b", equalTo(List.of()))
                .body("batch_no", equalTo((int) batch))
                .body("verification.state", equalTo("verified"))
                .body("verification.sealed", equalTo(false));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            batch       | set batch_no = batch_no + 700000
            position    | set batch_pos = 9
            id          | set id = id + 900
            id abroad   | set id = id + 65536 * 700000::bigint
            time        | set timestamp = 'infinity'
            """)
    void agreesWithTheVerificationAboutAMovedRow(String what, String change) {
        int hour = MOVED.incrementAndGet();
        Instant at = DAY.plus(Duration.ofHours(hour));
        LogEntry entry = SignedLog.entries(3, at, 365, "token:api").get(1);
        long batch = log.store("api-moved-" + hour + "/0", 1, List.of(entry));
        pool.query("update aggregated_logs " + change + " where id = " + LogBatch.firstId(batch))
                .execute()
                .await()
                .indefinitely();

        auditor()
                .contentType("application/json")
                .body("{\"log_ids\": [\"" + entry.logId() + "\"]}")
                .post(VERIFY)
                .then()
                .body("tampered_logs.reason", equalTo(List.of("modified")));
        auditor()
                .get("/api/siem/logs/" + entry.logId())
                .then()
                .statusCode(200)
                .body("verification.state", equalTo("tampered"))
                .body("verification.reason", equalTo("modified"));
    }

    @Test
    void asksWhoseEntryIsMeantWhereSeveralSendersUsedAnId() {
        LogEntry one =
                SignedLog.entries(2, DAY.plusSeconds(30), 365, "token:one").get(1);
        LogEntry other = SignedLog.entries(2, DAY.plusSeconds(31), 365, "token:other")
                .get(1)
                .received(one.logId(), DAY.plusSeconds(31));
        log.store("api-4/0", 1, List.of(one));
        log.store("api-4/0", 2, List.of(other));

        auditor()
                .get("/api/siem/logs/" + one.logId())
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:sealwatch:problem:ambiguous_log_id"));
        auditor()
                .queryParam("principal", "token:other")
                .get("/api/siem/logs/" + one.logId())
                .then()
                .statusCode(200)
                .body("principal", equalTo("token:other"));
    }

    private static RequestSpecification auditor() {
        return given().header("Authorization", "Bearer " + Tokens.of("verify-auditor", Permission.VIEW_AUDIT));
    }
}
