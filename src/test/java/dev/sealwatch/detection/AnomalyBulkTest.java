package dev.sealwatch.detection;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AnomalyBulkTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String ALL = "{\"action\": \"resolve\", \"filter\": {}}";

    private static final String MANY = """
            insert into security_anomalies (type, key, severity, confidence, user_id, user_key, ip_address, event_count,
                   first_seen, crossed_at, crossing_entry, last_seen, detected_at, detected_late, ended_at, threshold, window_seconds,
                   observed, followed, evidence)
            select 'rate_limit_abuse', 'ip:' || host('10.0.0.0'::inet + n), case n % 2 when 0 then 'medium' else 'high' end,
                   0.9, 'u' || n % 3, 'u' || n % 3, host('10.0.0.0'::inet + n), 5, $2, $2, 1, $2, $2, false, $2, 5, 900, 5, false,
                   '{"first": [], "crossing": [], "last": [], "by_user": {"counts": {}, "others": 0},
                     "by_ip": {"counts": {}, "others": 0}, "by_user_agent": {"counts": {}, "others": 0}}'
              from generate_series(1, $1) as n
            returning id
            """;

    private static final String RESOLVED = """
            select id from security_anomalies where status = 'resolved' order by id
            """;

    private static final String AUDITED = """
            select metadata
              from aggregated_logs
             where category = 'siem_anomalies_resolved'
             order by id desc
             limit 1
            """;

    @Inject
    Detection detection;

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    @Inject
    DetectionCycle cycle;

    @Inject
    Pool pool;

    @BeforeEach
    void nothing() {
        detection.reset();
        clock.set(NOON);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                      | 6
            {"severity": "high"}                                                    | 3
            {"severity": ["high", "medium"]}                                        | 6
            {"status": "open", "user_id": "U1"}                                     | 2
            {"ip_address": ["10.0.0.1", "10.0.0.2"]}                                | 2
            {"type": "brute_force_attack"}                                          | 0
            {"start_date": "2026-03-04T12:00:01Z"}                                  | 0
            {"end_date": "2026-03-04T12:00:01Z"}                                    | 6
            """)
    void resolvesWhatAFilterMatches(String filter, int matching) {
        make(6);

        bulk("{\"action\": \"resolve\", \"filter\": " + filter + "}")
                .statusCode(200)
                .body("changed", equalTo(matching))
                .body("skipped", equalTo(0))
                .body("conflicts", equalTo(0));

        assertThat(resolved()).hasSize(matching);
    }

    @Test
    void countsWhatIsResolvedAlreadyAndWhatIsUnknown() {
        List<Long> made = make(4);
        String two = ids(made.get(0), made.get(1), made.get(0));
        String all = ids(made.get(0), made.get(1), made.get(2), Long.MAX_VALUE);

        bulk(two).statusCode(200).body("changed", equalTo(2)).body("conflicts", equalTo(0));
        bulk(all).body("changed", equalTo(1)).body("conflicts", equalTo(2)).body("skipped", equalTo(1));
        bulk(all).body("changed", equalTo(0)).body("conflicts", equalTo(3)).body("skipped", equalTo(1));

        assertThat(resolved()).isEqualTo(made.subList(0, 3));
    }

    @Test
    void leavesOneEntryWithFilterCountAndDigest() {
        List<Long> made = make(12);

        bulk("{\"action\": \"resolve\", \"filter\": {\"type\": \"rate_limit_abuse\"}, \"notes\": \"a drill\"}");

        var told = pool.query(AUDITED)
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getJsonObject("metadata");
        assertThat(told.getLong("count")).isEqualTo(12);
        assertThat(told.getJsonObject("filter").encode()).isEqualTo("{\"type\":[\"rate_limit_abuse\"]}");
        assertThat(told.getString("notes")).isEqualTo("a drill");
        assertThat(told.getString("ids_sha256"))
                .isEqualTo(sha256(made.stream().map(String::valueOf).collect(joining(","))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"filter": {}}                                                       | action
            {"action": "resolve"}                                                | filter
            {"action": "resolve", "filter": {}, "ids": [1]}                      | filter
            {"action": "resolve", "ids": []}                                     | ids
            {"action": "resolve", "filter": {"status": "closed"}}                | status
            {"action": "resolve", "filter": {"status": null}}                    | status
            {"action": "resolve", "filter": {"status": []}, "notes": "a\\u0000"} | notes
            {"action": "resolve", "filter": {"user_id": {"a": "b"}}}             | user_id
            {"action": "resolve", "filter": {"limit": "1"}}                      | limit
            {"action": "resolve", "filter": {"ip_address": "nobody"}}            | ip_address
            {"action": "resolve", "filter": {"end_date": "yesterday"}}           | end_date
            """)
    void refusesWhatItCanNotDo(String body, String field) {
        make(1);

        bulk(body).statusCode(400).contentType("application/problem+json").body("errors[0].field", equalTo(field));

        assertThat(resolved()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"action": "delete", "filter": {}}
            {"action": "resolve", "ids": ["one"]}
            {"action": "resolve", "ids": [null]}
            {"action": "resolve", "filter": "all"}
            {"action": "resolve", "filter": {}, "colour": "red"}
            {"action": "resolve", "filter": {}, "classification": "who knows"}
            null
            [
            """)
    void refusesWhatIsNoRequest(String body) {
        bulk(body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void refusesMoreThanItCanTake() {
        bulk(ids(LongStream.rangeClosed(1, 10_001).boxed().toArray(Long[]::new)))
                .statusCode(400)
                .body("errors[0].field", equalTo("ids"));
        bulk("{\"action\": \"resolve\", \"filter\": {\"user_id\": [%s]}}"
                        .formatted(LongStream.range(0, 90)
                                .mapToObj(n -> "\"" + "u".repeat(100) + n + "\"")
                                .collect(joining(","))))
                .statusCode(400)
                .body("errors[0].field", equalTo("filter"));
    }

    @Test
    void onlyManagersChange() {
        given().auth()
                .oauth2(Tokens.of("bulk-viewer", Permission.VIEW_AUDIT))
                .contentType("application/json")
                .body(ALL)
                .post("/api/siem/anomalies/bulk")
                .then()
                .statusCode(403);
    }

    @Test
    void takesTenThousandInFiveSecondsAndTellsOfTheRest() {
        make(10_003);
        long start = System.nanoTime();

        bulk(ALL).statusCode(200).body("changed", equalTo(10_000)).body("skipped", equalTo(3));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        bulk(ALL).body("changed", equalTo(3)).body("skipped", equalTo(0));
    }

    @Test
    void neverChangesARowTwice() {
        make(2_000);
        List<CompletableFuture<Integer>> running = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            running.add(CompletableFuture.supplyAsync(
                    () -> bulk(ALL).statusCode(200).extract().path("changed")));
        }

        assertThat(running.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(2_000);
    }

    /** Both ways at once; what comes later counts anew, and nothing is counted twice. */
    @Test
    void standsACycleAtTheSameTime() {
        int events = 0;
        for (int round = 0; round < 6; round++) {
            Instant at = NOON.plusSeconds(30L * round);
            clock.set(at);
            List<AnEntry> entries = new ArrayList<>();
            for (int key = 0; key < 60; key++) {
                for (int i = 0; i < 5; i++) {
                    entries.add(AnEntry.at(at.minusSeconds(i))
                            .category("rate_limit_exceeded")
                            .address("198.51.100." + (key * 37 % 60)));
                }
            }
            rows.storeAt(at, entries);
            events += entries.size();
            Uni<Void> cycling = cycle.run();
            CompletableFuture<Void> cycled = cycling.subscribeAsCompletionStage();
            bulk(ALL).statusCode(200);
            cycled.join();
        }
        detection.cycleAt(NOON.plusSeconds(200));

        assertThat(failures()).isZero();
        assertThat(detection.rows().stream()
                        .mapToLong(row -> row.getLong("event_count"))
                        .sum())
                .isEqualTo(events);
    }

    private long failures() {
        return pool.query("select coalesce(sum(failures), 0)::bigint from detector_states")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private List<Long> make(int count) {
        return pool
                .preparedQuery(MANY)
                .execute(Tuple.of(count, NOON.atOffset(java.time.ZoneOffset.UTC)))
                .await()
                .indefinitely()
                .stream()
                .map(row -> row.getLong("id"))
                .toList();
    }

    private List<Long> resolved() {
        return pool.query(RESOLVED).execute().await().indefinitely().stream()
                .map((Row row) -> row.getLong("id"))
                .toList();
    }

    private static String ids(Long... ids) {
        return "{\"action\": \"resolve\", \"ids\": " + List.of(ids) + "}";
    }

    private static ValidatableResponse bulk(String body) {
        return given().auth()
                .oauth2(Tokens.of("bulk-manager", Permission.MANAGE))
                .contentType("application/json")
                .body(body)
                .post("/api/siem/anomalies/bulk")
                .then();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
