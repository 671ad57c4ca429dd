package dev.sealwatch.detection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import dev.sealwatch.detection.Detection.Found;
import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a detector that can not go on, and of the seven others. */
@QuarkusTest
class DetectorFailureTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String ADDRESS = "203.0.113.7";
    private static final String BRUTE_FORCE = "detectors.find { it.type == 'brute_force_attack' }.";
    private static final Found GUESSING =
            new Found("account_enumeration", "ip:" + ADDRESS, "medium", 12, NOON, NOON.plusSeconds(11));
    private static final Found FORCE =
            new Found("brute_force_attack", "ip:" + ADDRESS, "high", 12, NOON, NOON.plusSeconds(11));

    /** Only that one detector writes such a row. */
    private static final String BREAK = """
            alter table detector_counts
              add constraint broken check (type <> 'brute_force_attack') not valid
            """;

    private static final String MEND = """
            alter table detector_counts drop constraint if exists broken
            """;

    private static final String BREAK_SCORE = """
            alter table threat_scores add constraint broken check (score < 0) not valid
            """;

    private static final String MEND_SCORE = """
            alter table threat_scores drop constraint if exists broken
            """;

    private static final String OVERCHARGE = """
            create function refuse_much() returns trigger language plpgsql as $$
            begin
                if (select count(*) from counted where type = 'brute_force_attack') > 10 then
                    raise exception 'Too much at once';
                end if;
                return null;
            end
            $$;
            create trigger refuse_much after insert on detector_counts
                referencing new table as counted for each statement execute function refuse_much()
            """;

    private static final String RELIEVE = """
            drop trigger if exists refuse_much on detector_counts;
            drop function if exists refuse_much
            """;

    private static final String HOLD_READER = """
            select name from batch_readers where name = 'detection.brute_force_attack' for update
            """;

    private static final String BE_PATIENT = """
            set local deadlock_timeout = '1min'; set local idle_in_transaction_session_timeout = 0
            """;

    private static final String HOLD_ANOMALY = """
            select id from security_anomalies where key = $1 for update
            """;

    private static final String WAITING = """
            select count(*) from pg_stat_activity where wait_event_type = 'Lock'
            """;

    @Inject
    Detection detection;

    @Inject
    CatchUp catchUp;

    @Inject
    Detectors detectors;

    @Inject
    DetectorRun runs;

    @Inject
    LogRows rows;

    @Inject
    Pool pool;

    @BeforeEach
    void empty() {
        detection.reset();
    }

    @AfterEach
    void mend() {
        run(MEND);
        run(MEND_SCORE);
        run(RELIEVE);
        detection.reset();
    }

    @Test
    void theOthersGoOnAndItCatchesUpByItself() {
        double before = failures("type", "brute_force_attack");
        run(BREAK);
        attack();
        detection.cycleAt(NOON.plusSeconds(20));

        assertThat(detection.found()).containsExactly(GUESSING);
        detectors()
                .body(BRUTE_FORCE + "health", equalTo("failing"))
                .body(BRUTE_FORCE + "failures", equalTo(1))
                .body(BRUTE_FORCE + "error", equalTo("PgException"))
                .body("detectors.findAll { it.health != 'ok' }.type", equalTo(List.of("brute_force_attack")));
        well().statusCode(503).body(containsString("failing"));
        assertThat(failures("type", "brute_force_attack")).isEqualTo(before + 1);

        run(MEND);
        detection.cycleAt(NOON.plusSeconds(80));

        assertThat(detection.found()).containsExactly(GUESSING, FORCE);
        detectors().body("detectors.health", everyItem(equalTo("ok")));
        well().statusCode(200);
    }

    @Test
    void aStageThatFailsIsSeenAndStopsNoOther() {
        double before = failures("stage", "score");
        attack();
        run(BREAK_SCORE);
        detection.cycleAt(NOON.plusSeconds(20));
        detection.cycleAt(NOON.plusSeconds(1200));

        assertThat(number("select count(*) from security_anomalies where ended_at is null"))
                .isZero();
        assertThat(failures("stage", "score")).isEqualTo(before + 2);
        well().statusCode(503).body(containsString("score"));

        run(MEND_SCORE);
        detection.cycleAt(NOON.plusSeconds(1260));

        well().statusCode(200);
    }

    @Test
    void nobodyWaitsForOneThatIsSlow() {
        detection.cycleAt(NOON);
        attack();
        detection.skipTo(NOON.plusSeconds(20));
        SqlConnection stranger = pool.getConnection().await().indefinitely();
        Transaction holding = stranger.begin().await().indefinitely();
        stranger.query(BE_PATIENT).execute().await().indefinitely();
        stranger.query(HOLD_READER).execute().await().indefinitely();
        catchUp.all(detectors.all(), Duration.ofSeconds(8)).await().indefinitely();

        assertThat(detection.found()).containsExactly(GUESSING);
        assertThat(number("select count(*) from threat_scores")).isEqualTo(2);

        holding.commit().chain(stranger::close).await().indefinitely();

        assertThat(soon("select count(*) from security_anomalies where type = 'brute_force_attack'"))
                .isTrue();
        detection.cycleAt(NOON.plusSeconds(80));
        assertThat(detection.found()).containsExactly(GUESSING, FORCE);
    }

    @Test
    void whatIsTooMuchForOneTransactionIsReadInSmallerParts() {
        run(OVERCHARGE);
        for (int batch = 0; batch < 64; batch++) {
            String address = "198.51.100." + batch;
            rows.storeAt(
                    NOON, List.of(AnEntry.at(NOON).category("two_factor_failed").address(address)));
        }
        for (int cycle = 0; cycle < 20; cycle++) {
            detection.cycleAt(NOON.plusSeconds(60L * cycle));
        }

        detectors().body(BRUTE_FORCE + "failures", equalTo(0));
        assertThat(number("select sum(events) from detector_counts where type = 'brute_force_attack'"))
                .isEqualTo(64);
    }

    @Test
    void whoWaitedForAnAnalystWhoWaitedForItTriesAgain() {
        String other = "203.0.113.8";
        attack();
        rows.storeAt(NOON.plusSeconds(11), failures(other, 0));
        detection.cycleAt(NOON.plusSeconds(20));
        rows.storeAt(NOON.plusSeconds(31), failures(ADDRESS, 20));
        rows.storeAt(NOON.plusSeconds(31), failures(other, 20));
        Detector force = detection.detector("brute_force_attack");

        SqlConnection analyst = pool.getConnection().await().indefinitely();
        Transaction transaction = analyst.begin().await().indefinitely();
        analyst.query(BE_PATIENT).execute().await().indefinitely();
        hold(analyst, "ip:" + other);
        CompletableFuture<DetectorRun.Ran> run = runs.run(force, 1000).subscribeAsCompletionStage();
        assertThat(soon(WAITING)).isTrue();
        hold(analyst, "ip:" + ADDRESS);
        transaction.commit().chain(analyst::close).await().indefinitely();

        assertThat(run.join().entries()).isEqualTo(24);
    }

    private void hold(SqlConnection analyst, String key) {
        analyst.preparedQuery(HOLD_ANOMALY).execute(Tuple.of(key)).await().indefinitely();
    }

    /** Of twelve different users. */
    private void attack() {
        rows.storeAt(NOON.plusSeconds(11), failures(ADDRESS, 0));
    }

    private static List<AnEntry> failures(String address, int from) {
        return IntStream.range(from, from + 12)
                .mapToObj(second -> AnEntry.at(NOON.plusSeconds(second))
                        .category("login_failed")
                        .user("user" + second)
                        .address(address))
                .toList();
    }

    private void run(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }

    private long number(String sql) {
        return pool.query(sql)
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    /** Whether there is any such row within some seconds. */
    private boolean soon(String sql) {
        return Uni.createFrom()
                        .deferred(() -> pool.query(sql).execute())
                        .map(rows -> rows.iterator().next().getLong(0) > 0)
                        .onItem()
                        .delayIt()
                        .by(Duration.ofMillis(50))
                        .repeat()
                        .atMost(400)
                        .filter(found -> found)
                        .toUni()
                        .await()
                        .indefinitely()
                != null;
    }

    private static double failures(String kind, String which) {
        String series = "failures_total{%s=\"%s\"}".formatted(kind, which);
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("siem_detection") && line.contains(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private static ValidatableResponse detectors() {
        return given().auth()
                .oauth2(Tokens.of("failure-viewer", Permission.VIEW_AUDIT))
                .get("/api/siem/detectors")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse well() {
        return given().get("/q/health/well").then();
    }
}
