package dev.sealwatch.detection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.platform.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who leads, and what ends that. */
@QuarkusTest
class LeadershipTest {

    private static final Duration TOLERATED = Duration.ofSeconds(55);
    private static final Duration TOO_FAR = Duration.ofSeconds(65);

    private static final String HOLDER = """
            select pid
              from pg_locks
             where locktype = 'advisory'
               and objid::bigint = hashtext('sealwatch.detection')::bigint & 4294967295
            """;

    private static final String END_HOLDER = """
            select pg_terminate_backend(pid, 5000)
              from pg_locks
             where locktype = 'advisory'
               and objid::bigint = hashtext('sealwatch.detection')::bigint & 4294967295
            """;

    @Inject
    Leadership leadership;

    @Inject
    TestClock clock;

    @Inject
    Pool pool;

    @BeforeEach
    void lead() {
        clock.set(Instant.now());
        seek();
        assertThat(leadership.isLeader()).isTrue();
    }

    @AfterEach
    void release() {
        clock.set(Instant.now().plus(TOO_FAR));
        seek();
        clock.set(Instant.now());
        assertThat(holder()).isNull();
    }

    @Test
    void whoeverHoldsTheLockLeads() {
        seek();

        assertThat(leadership.isLeader()).isTrue();
        assertThat(holder()).isNotNull();
        assertThat(metrics()).contains("siem_detection_leader 1.0");
    }

    @Test
    void whoLosesTheLockLeadsNoLongerAndMayLeadAgain() {
        pool.query(END_HOLDER).execute().await().indefinitely();
        seek();

        assertThat(leadership.isLeader()).isFalse();

        seek();

        assertThat(leadership.isLeader()).isTrue();
    }

    @Test
    void aClockThatIsOffLeadsNothingAndSaysSo() {
        clock.set(Instant.now().plus(TOO_FAR));
        seek();
        seek();

        assertThat(leadership.isLeader()).isFalse();
        assertThat(holder()).isNull();
        assertThat(metrics()).containsPattern("siem_detection_clock_offset_seconds 6[45]\\.0");

        clock.set(Instant.now().minus(TOO_FAR));
        seek();

        assertThat(leadership.isLeader()).isFalse();

        clock.set(Instant.now().minus(TOLERATED));
        seek();

        assertThat(leadership.isLeader()).isTrue();
    }

    /** As after a cable was pulled: nothing answers, and nothing says that nothing will. */
    @Test
    void silenceIsALoss() throws Exception {
        Integer backend = holder();
        signal("-STOP", backend);
        try {
            seek();

            assertThat(leadership.isLeader()).isFalse();
        } finally {
            pool.query(END_HOLDER.replace("5000", "0")).execute().await().indefinitely();
            signal("-CONT", backend);
        }
        while (holder() != null) {
            Thread.onSpinWait();
        }
    }

    private static void signal(String signal, Integer pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, pid.toString()).start().waitFor();
    }

    private void seek() {
        leadership.seek().await().indefinitely();
    }

    private Integer holder() {
        return pool.query(HOLDER).execute().await().indefinitely().stream()
                .map(row -> row.getInteger("pid"))
                .findAny()
                .orElse(null);
    }

    private static String metrics() {
        return given().get("/q/metrics").asString();
    }
}
