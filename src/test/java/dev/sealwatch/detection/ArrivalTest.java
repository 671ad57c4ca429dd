package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.detection.Detection.Found;
import dev.sealwatch.detection.DetectorRun.Ran;
import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import dev.sealwatch.logs.LogRows.Uncommitted;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each entry counts once, however writers commit and whatever becomes of the numbers of transactions. */
@QuarkusTest
class ArrivalTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final int STEP = 10;
    private static final long LATER_TRANSACTIONS = 5_000_000;

    @Inject
    Detection detection;

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

    @Test
    void aLowerBatchMayCommitLater() {
        Uncommitted slow = rows.begin(failures(0, 6));
        rows.storeAt(NOON, failures(6, 12));
        detection.cycleAt(at(12));

        assertThat(detection.found()).isEmpty();

        detection.cycleAt(at(13));
        slow.commit();
        detection.cycleAt(at(14));

        assertThat(detection.found()).containsExactly(attack(12));
    }

    @Test
    void aStrangersOpenTransactionDelaysNobody() {
        SqlConnection stranger = pool.getConnection().await().indefinitely();
        var open = stranger.begin().await().indefinitely();
        stranger.query("set local idle_in_transaction_session_timeout = 0")
                .execute()
                .await()
                .indefinitely();
        stranger.query("select pg_current_xact_id()").execute().await().indefinitely();
        for (int cycle = 1; cycle <= 3; cycle++) {
            rows.storeAt(NOON, failures(10 * cycle - 10, 10 * cycle));
            detection.cycleAt(at(10 * cycle));

            assertThat(detection.found()).containsExactly(attack(10 * cycle));
        }
        open.commit().chain(stranger::close).await().indefinitely();
        detection.cycleAt(at(31));

        assertThat(detection.found()).containsExactly(attack(30));
    }

    private static final String BURN = """
            do $$
            declare
                more bigint := power(10, ceil(log(pg_current_xact_id()::text::numeric)))::bigint;
            begin
                loop
                    commit;
                    exit when pg_current_xact_id()::text::bigint >= more - 20;
                end loop;
            end
            $$
            """;

    /** As text, 99999 is more than 100000. */
    @Test
    void aTransactionIdMayGainADigit() {
        pool.query(BURN).execute().await().indefinitely();
        int digits = transaction().length();
        Uncommitted slow = rows.begin(failures(0, 1));
        int sent = 1;
        while (transaction().length() == digits || sent < 12) {
            rows.storeAt(NOON, failures(sent, sent + 1));
            detection.cycleAt(at(++sent));
        }
        slow.commit();
        detection.cycleAt(at(sent));

        assertThat(transaction()).hasSize(digits + 1);
        assertThat(detection.found()).containsExactly(attack(sent));
    }

    private String transaction() {
        return pool.query("select pg_current_xact_id()::text")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);
    }

    private static final String MOVE = """
            with moved as (update log_eras set cluster = cluster - 1),
                 written as (update log_batches set tx = (tx::text::bigint + $1)::text::xid8)
            select name, snapshot::text as snapshot from batch_readers
            """;

    private static final String MOVE_READER = """
            update batch_readers set snapshot = $2::text::pg_snapshot where name = $1
            """;

    /** A restored dump names another cluster, whose transactions were numbered higher. */
    @Test
    void aDumpMayBeRestoredElsewhere() {
        rows.storeAt(NOON, failures(0, 11));
        detection.cycleAt(at(11));
        rows.storeAt(NOON, failures(11, 15));

        pool.preparedQuery(MOVE)
                .execute(Tuple.of(LATER_TRANSACTIONS))
                .await()
                .indefinitely()
                .forEach(row -> pool.preparedQuery(MOVE_READER)
                        .execute(Tuple.of(row.getString("name"), later(row.getString("snapshot"))))
                        .await()
                        .indefinitely());
        detection.cycleAt(at(15));
        rows.storeAt(NOON, failures(15, 18));
        detection.cycleAt(at(18));

        assertThat(detection.found()).containsExactly(attack(18));
    }

    private static String later(String snapshot) {
        return Arrays.stream(snapshot.split("(?<=[:,])"))
                .map(part -> part.replaceFirst(
                        "\\d+", "" + (Long.parseLong(part.replaceAll("\\D", "")) + LATER_TRANSACTIONS)))
                .collect(Collectors.joining());
    }

    @Test
    void aBacklogIsReadInPartsWithTheSameResult() {
        detection.cycleAt(at(60));
        for (int sent = 0; sent < 60; sent += 3) {
            rows.storeAt(at(60), failures(sent, sent + 3));
        }
        Detector force = detection.detector("brute_force_attack");
        int parts = 0;
        Ran ran;
        do {
            ran = runs.run(force, 10).await().indefinitely();
            parts++;
        } while (ran.more());
        detection.cycleAt(at(60));

        assertThat(parts).isGreaterThan(5);
        assertThat(detection.found()).containsExactly(attack(60));
    }

    private static Instant at(int step) {
        return NOON.plusSeconds((long) STEP * step);
    }

    private static List<AnEntry> failures(int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(step -> AnEntry.at(at(step)).category("login_failed").address("203.0.113.7"))
                .toList();
    }

    private static Found attack(int steps) {
        String severity = steps < 50 ? "high" : "critical";
        return new Found("brute_force_attack", "ip:203.0.113.7", severity, steps, NOON, at(steps - 1));
    }
}
