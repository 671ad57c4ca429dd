package dev.sealwatch.logs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RollupTest {

    /** A day that no other test writes to. */
    private static final Instant NOON = Instant.parse("2028-05-08T12:00:00Z");

    private static final String RANGE = "start_date=2028-05-08T08:15:00Z&end_date=2028-05-08T12:45:00Z&interval=1h";

    @Inject
    Rollups rollups;

    @Inject
    RollupStore store;

    @Inject
    LogRows rows;

    @Inject
    TestClock clock;

    @Inject
    Pool pool;

    @BeforeEach
    void start() {
        forget();
        clock.set(NOON.plus(Duration.ofHours(1)));
        rows.forgetPartitions();
    }

    /** Other tests empty the log without a purge. */
    @AfterEach
    void forget() {
        run("truncate log_counts");
        run("delete from batch_readers where name = 'logs.statistics'");
        pool.preparedQuery("""
                        delete from aggregated_logs where created_at >= $1 and created_at < $1 + interval '1 day'
                        """)
                .execute(Tuple.of(NOON.minus(Duration.ofHours(12)).atOffset(java.time.ZoneOffset.UTC)))
                .await()
                .indefinitely();
        rows.forgetPartitions();
    }

    @Test
    void countsEachEntryOnce() {
        store(NOON, "a");
        rollups.run().await().indefinitely();
        store(NOON, "b");
        rollups.run().await().indefinitely();
        rollups.run().await().indefinitely();

        assertThat(counted()).isEqualTo(4);
    }

    @Test
    void readsABacklogInParts() {
        store(NOON, "a");
        store(NOON, "b");
        store(NOON, "c");
        pool.query("insert into batch_readers (name) values ('logs.statistics')")
                .execute()
                .await()
                .indefinitely();

        boolean more = store.add(1).await().indefinitely();

        assertThat(more).isTrue();
        assertThat(statistics("")).isEqualTo(statistics("&search=hello"));
        rollups.run().await().indefinitely();
        assertThat(counted()).isEqualTo(6);
    }

    @Test
    void answersWhatAScanAnswers() {
        for (int minute = 0; minute < 300; minute += 10) {
            store(NOON.minus(Duration.ofMinutes(240 - minute)), minute % 20 == 0 ? "even" : "odd");
        }
        Map<String, Object> scanned = statistics("&search=hello");
        assertThat(statistics("")).isEqualTo(scanned);

        rollups.run().await().indefinitely();
        assertThat(statistics("")).isEqualTo(scanned);
        assertThat(scanned.get("total")).isEqualTo(54);

        store(NOON.minus(Duration.ofMinutes(90)), "not counted yet");
        assertThat(statistics("")).isEqualTo(statistics("&search=hello")).isNotEqualTo(scanned);
        assertThat(statistics("&category=odd&level=info"))
                .isEqualTo(statistics("&category=odd&level=info&search=hello"));
        assertThat(statistics("&not_category=odd&not_level=warn"))
                .isEqualTo(statistics("&not_category=odd&not_level=warn&search=hello"))
                .isNotEqualTo(statistics(""));
    }

    @Test
    void asksTheCountsAndNotTheEntries() {
        store(NOON.minus(Duration.ofMinutes(90)), "a");
        rollups.run().await().indefinitely();
        run("update log_counts set entries = 1000 where category = 'a'");

        assertThat(statistics("").get("total")).isEqualTo(1_001);
    }

    @Test
    void aPurgeSubtractsItsPartition() {
        rows.storeAt(
                NOON,
                java.util.List.of(
                        AnEntry.at(NOON).retention(5).category("short"),
                        AnEntry.at(NOON).retention(300).category("long")));
        rollups.run().await().indefinitely();
        ExpiredPartition partition = new ExpiredPartition(
                "aggregated_logs_r00005_20280508",
                5,
                NOON.minus(Duration.ofHours(12)).atOffset(java.time.ZoneOffset.UTC),
                NOON.plus(Duration.ofHours(12)).atOffset(java.time.ZoneOffset.UTC),
                ExpiredPartition.State.ATTACHED,
                false,
                null,
                null,
                null);

        pool.withTransaction(connection -> store.forget(connection, partition))
                .await()
                .indefinitely();

        assertThat(counted()).isEqualTo(1);
    }

    private void store(Instant time, String category) {
        rows.storeAt(
                time,
                java.util.List.of(
                        AnEntry.at(time).category(category).message("hello"),
                        AnEntry.at(time)
                                .category("b")
                                .level(LogEntry.Level.WARN)
                                .message("hello")));
    }

    private static Map<String, Object> statistics(String filter) {
        JsonPath answer = given().urlEncodingEnabled(false)
                .auth()
                .oauth2(Tokens.of("statistics-analyst", Permission.VIEW_AUDIT))
                .get("/api/siem/statistics?" + RANGE + filter)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return answer.getMap("$");
    }

    /** Those of this day until the clock's hour: the service's own entries about what tests ask come in at that hour. */
    private long counted() {
        return pool.preparedQuery("""
                        select coalesce(sum(entries), 0)::bigint as entries
                          from log_counts
                         where hour >= $1 and hour < $1 + interval '13 hours'
                        """)
                .execute(Tuple.of(NOON.minus(Duration.ofHours(12)).atOffset(java.time.ZoneOffset.UTC)))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong("entries");
    }

    private void run(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }
}
