package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.processes.ServiceProcess;
import dev.sealwatch.processes.Wait;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Replicas are killed while they detect, and what they find together is what one would have found in peace.
 *
 * <p>{@code -Dchaos.rounds.detection} says how often, {@code -Dchaos.seed} repeats a run's choices. What the processes
 * printed stays in {@code target/chaos-detection}.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class KilledLeaderIT {

    private static final int INTRUDERS = 3;
    private static final int SUSPICIOUS = 20;
    private static final int FOLLOWER_ONE_IN = 4;

    /** One of as many kills, at least, comes in the middle of a cycle; else they would show nothing. */
    private static final int MANY = 10;

    /** Of one body, as ingest is configured. */
    private static final int MOST_ENTRIES = 1_000;

    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(100);

    private final long seed = Long.getLong("chaos.seed", System.nanoTime() % 1_000_000);
    private final Random random = new Random(seed);
    private final ZoneOffset zone = whereItIsThreeAtNight(Instant.now());
    private final List<Happening> sent = new ArrayList<>();
    private final int rounds = Integer.getInteger("chaos.rounds.detection", 2);
    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    void findsTheSameAndEachOnce() throws Exception {
        try (Duo duo = new Duo(settings())) {
            int interrupted = killUnderAttack(duo);
            judge(duo, interrupted);
        }
    }

    private Map<String, String> settings() {
        return Map.of(
                "SEALWATCH_DETECTION_EVERY",
                "5s",
                "SEALWATCH_DETECTION_HEARTBEAT",
                "1s",
                "SEALWATCH_DETECTION_ZONE",
                zone.getId(),
                "SEALWATCH_DETECTION_SUSPICIOUS_IP_THRESHOLD",
                "" + SUSPICIOUS);
    }

    /** How many of the dead were in the middle of a cycle. */
    private int killUnderAttack(Duo duo) throws Exception {
        String token = duo.ingestToken();
        ExecutorService threads = Executors.newFixedThreadPool(INTRUDERS);
        List<Future<?>> intruders = IntStream.range(0, INTRUDERS)
                .mapToObj(id -> new Intruder(id, seed, Instant.now()))
                .<Future<?>>map(intruder ->
                        threads.submit(() -> intrude(intruder, new Correspondent(duo.replicas(), token))))
                .toList();
        int interrupted = 0;
        try {
            for (int round = 0; round < rounds; round++) {
                interrupted += kill(duo) ? 1 : 0;
            }
        } finally {
            enough.set(true);
            threads.shutdown();
        }
        for (Future<?> intruder : intruders) {
            intruder.get();
        }
        return interrupted;
    }

    private void intrude(Intruder intruder, Correspondent correspondent) {
        while (!enough.get()) {
            tell(intruder.next(Instant.now()), correspondent);
            Wait.pause(BETWEEN_REQUESTS);
        }
        tell(intruder.rest(), correspondent);
    }

    /** In as many bodies as it takes: on a busy machine much happens between two of them. */
    private void tell(List<Happening> happenings, Correspondent correspondent) {
        for (int from = 0; from < happenings.size(); from += MOST_ENTRIES) {
            List<Happening> some = happenings.subList(from, Math.min(from + MOST_ENTRIES, happenings.size()));
            correspondent.tell(some);
            synchronized (sent) {
                sent.addAll(some);
            }
        }
    }

    /** Whether it was the leader who died, and a transaction of a detector was open until the very end. */
    private boolean kill(Duo duo) throws SQLException {
        boolean leads = random.nextInt(FOLLOWER_ONE_IN) > 0;
        ServiceProcess victim = leads ? duo.leader() : duo.follower();
        Wait.pause(Duration.ofMillis(random.nextInt(3_000)));
        duo.awaitWork();
        Wait.pause(Duration.ofMillis(random.nextInt(40)));
        boolean interrupts = leads && duo.atWork() > 0;
        victim.kill();
        victim.start();
        return interrupts;
    }

    private void judge(Duo duo, int interrupted) throws SQLException {
        List<Verdict> expected = Verdict.expected(Law.all(zone, SUSPICIOUS), sent);
        try (Connection connection = duo.connect()) {
            Quiet.await(connection);
            List<Verdict> found = Verdict.read(connection);
            System.out.printf(
                    "Detection killed, seed=%d entries=%d anomalies=%d cycles interrupted=%d%n",
                    seed, sent.size(), found.size(), interrupted);
            assertThat(interrupted).isGreaterThanOrEqualTo(rounds / MANY);
            assertThat(found.stream().map(Verdict::lasting))
                    .as("seed " + seed)
                    .containsExactlyInAnyOrderElementsOf(
                            expected.stream().map(Verdict::lasting).toList());
            assertThat(Verdict.indicators(connection)).isEqualTo(Verdict.occurrences(found));
        }
    }

    /** So that whoever comes now comes by night. */
    private static ZoneOffset whereItIsThreeAtNight(Instant now) {
        int ahead = 3 - now.atOffset(ZoneOffset.UTC).getHour();
        return ZoneOffset.ofHours(ahead < -12 ? ahead + 24 : ahead);
    }
}
