package dev.sealwatch.ingest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.processes.ServiceProcess;
import dev.sealwatch.processes.Wait;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Processes die under load, and nothing that was acknowledged is lost or stored twice.
 *
 * <p>{@code -Dchaos.rounds.service} and {@code -Dchaos.rounds.database} say how often they die, {@code -Dchaos.seed}
 * repeats a run's choices. What the processes printed and the producers' journal stay in {@code target/chaos}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class KillIT {

    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> summary = new ArrayList<>();
    private Arena arena;
    private Random random;

    @RegisterExtension
    final TestWatcher showWhatTheProcessesPrinted = new TestWatcher() {
        @Override
        public void testFailed(ExtensionContext context, Throwable cause) {
            System.out.println(arena.tails());
        }
    };

    @BeforeAll
    void open() {
        arena = new Arena();
        random = new Random(arena.seed());
    }

    @AfterAll
    void close() throws IOException {
        if (arena != null) {
            System.out.printf("%nFaults injected, seed=%d %s%n", arena.seed(), arena.journal());
            summary.forEach(System.out::println);
            arena.close();
        }
    }

    @Test
    void losesNothingWhenTheServiceIsKilled() throws SQLException {
        ServiceProcess service = arena.service();
        List<Long> millis = new ArrayList<>();

        arena.underLoad(List.of(service), () -> {
            for (int round = 0; round < rounds("service"); round++) {
                work();
                service.kill();
                millis.add(service.start().plus(untilAcknowledged()).toMillis());
            }
        });

        conclude("service killed " + millis.size() + "x, first 2xx after ms " + millis);
    }

    @Test
    void losesNothingWhenTheDatabaseIsKilled() throws SQLException {
        List<Duration> recoveries = new ArrayList<>();

        arena.underLoad(List.of(arena.service()), () -> {
            for (int round = 0; round < rounds("database"); round++) {
                work();
                arena.database().kill();
                Wait.pause(Duration.ofMillis(500 + random.nextInt(2_500)));
                arena.database().restart();
                recoveries.add(untilAcknowledged());
            }
        });

        conclude("PostgreSQL killed " + recoveries.size() + "x, first 2xx after it was back " + recoveries);
        assertThat(recoveries).allMatch(recovery -> recovery.compareTo(RECOVERY) <= 0);
    }

    @Test
    void losesNotEvenBufferedEntriesWhenToldToStop() throws SQLException {
        ServiceProcess service = arena.service();
        long life = service.life();
        List<Duration> farewell = new ArrayList<>();

        arena.underLoad(List.of(service), () -> {
            work();
            farewell.add(service.terminate());
            service.start();
            untilAcknowledged();
        });

        conclude("service stopped in " + farewell);
        assertThat(arena.referee().lostOfBuffered(life)).isZero();
    }

    @Test
    void carriesOnWhileAReplicaIsKilled() throws SQLException {
        try (ServiceProcess replica = arena.addService()) {
            arena.underLoad(List.of(arena.service(), replica), () -> {
                work();
                replica.kill();
                untilAcknowledged();
                replica.start();
                work();
            });

            conclude("replica killed once");
        }
    }

    private static int rounds(String what) {
        return Integer.getInteger("chaos.rounds." + what, 1);
    }

    /** Long enough for the connections to be busy, and never the same. */
    private void work() {
        untilAcknowledged();
        Wait.pause(Duration.ofMillis(500 + random.nextInt(1_500)));
    }

    private Duration untilAcknowledged() {
        long before = arena.journal().acknowledged();
        return Wait.until("an acknowledgement", PATIENCE, () -> arena.journal().acknowledged() > before);
    }

    private void conclude(String what) throws SQLException {
        summary.add(what);
        summary.add("  entries stored by then: " + arena.referee().judge());
    }
}
