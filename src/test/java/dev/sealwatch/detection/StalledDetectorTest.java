package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.detection.Detection.Found;
import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogRows;
import dev.sealwatch.logs.StallingPostgres;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A database that falls silent in the middle of a detector's turn, with its connections open. */
@QuarkusTest
@TestProfile(StallingPostgres.Profile.class)
class StalledDetectorTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    /** 13 seconds of silence, and a few on top. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final String HOLD_READER = """
            select name from batch_readers where name = 'detection.brute_force_attack' for update
            """;

    private static final String BE_PATIENT = "set local idle_in_transaction_session_timeout = 0";

    private static final String WAITING = """
            select count(*) from pg_stat_activity where wait_event_type = 'Lock'
            """;

    @Inject
    Detection detection;

    @Inject
    DetectorRun runs;

    @Inject
    LogRows rows;

    @Inject
    Pool pool;

    @Test
    void endsItsTurnInTimeAndCatchesUpWhenItTalksAgain() throws Exception {
        attack();
        SqlConnection stranger = hold();
        CompletableFuture<?> turn =
                runs.run(detection.detector("brute_force_attack"), 1000).subscribeAsCompletionStage();
        awaitWaiting();

        StallingPostgres.stall();
        try {
            assertThat(turn).failsWithin(PATIENCE);
        } finally {
            StallingPostgres.resume();
        }
        stranger.close().onFailure().recoverWithNull().await().indefinitely();
        awaitAnswer();
        detection.cycleAt(NOON.plusSeconds(60));

        assertThat(detection.found())
                .containsExactly(
                        new Found("brute_force_attack", "ip:203.0.113.7", "high", 12, NOON, NOON.plusSeconds(11)));
        detection.reset();
    }

    private void attack() {
        detection.reset();
        detection.cycleAt(NOON);
        rows.storeAt(
                NOON.plusSeconds(11),
                IntStream.range(0, 12)
                        .mapToObj(second -> AnEntry.at(NOON.plusSeconds(second))
                                .category("two_factor_failed")
                                .address("203.0.113.7"))
                        .toList());
    }

    /** Who makes the detector wait; he does not survive the silence either. */
    private SqlConnection hold() {
        SqlConnection stranger = pool.getConnection().await().indefinitely();
        stranger.begin().await().indefinitely();
        stranger.query(BE_PATIENT).execute().await().indefinitely();
        stranger.query(HOLD_READER).execute().await().indefinitely();
        return stranger;
    }

    private void awaitAnswer() {
        Uni.createFrom()
                .deferred(() -> pool.query("select 1").execute())
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200))
                .atMost(20)
                .await()
                .indefinitely();
    }

    private void awaitWaiting() throws InterruptedException {
        for (int tries = 0; tries < 200; tries++) {
            if (pool.query(WAITING)
                            .execute()
                            .await()
                            .indefinitely()
                            .iterator()
                            .next()
                            .getLong(0)
                    > 0) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("The detector does not wait");
    }
}
