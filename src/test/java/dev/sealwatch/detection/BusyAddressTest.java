package dev.sealwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogEntry.Level;
import dev.sealwatch.logs.LogRows;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** 300 000 entries an hour of one address, by senders that are up to two minutes behind one another. */
@QuarkusTest
class BusyAddressTest {

    private static final Instant NOON = Instant.parse("2026-03-06T12:00:00Z");
    private static final int CYCLES = 24;
    private static final Duration CYCLE = Duration.ofMinutes(3);
    private static final Duration BEHIND = Duration.ofMinutes(2);
    private static final int SIZE = 15_000;

    private static final String FORGET = """
            truncate security_anomalies, detector_states, detector_counts, detector_tails, batch_readers
            """;

    @Inject
    Detection detection;

    @Inject
    LogRows rows;

    @Inject
    MeterRegistry metrics;

    @Inject
    Pool pool;

    /** Other tests read whole tables. */
    @AfterEach
    void leaveNothing() {
        detection.reset();
    }

    /** What leaves the window, what came, and a few minutes behind it, whatever the window holds. */
    @Test
    void costsWhatComesAndNotWhatItHolds() {
        detection.reset();
        Random random = new Random(7);
        List<Double> read = new ArrayList<>();
        for (int cycle = 1; cycle <= CYCLES; cycle++) {
            double before = looked();
            rows.storeAt(end(cycle), sent(cycle, random));
            detection.cycleAt(end(cycle));
            read.add(looked() - before);
        }

        assertThat(read).allMatch(entries -> entries <= 5 * SIZE);
        List<String> piecemeal = found();
        assertThat(piecemeal).hasSize(1);

        forget();
        for (int chunk = 1; chunk <= 3; chunk++) {
            detection.cycleAt(end(CYCLES));
        }

        assertThat(found()).isEqualTo(piecemeal);
    }

    private static Instant end(int cycle) {
        return NOON.plus(CYCLE.multipliedBy(cycle));
    }

    private static List<AnEntry> sent(int cycle, Random random) {
        int oldest = (int) CYCLE.plus(BEHIND).toMillis();
        return IntStream.range(0, SIZE)
                .mapToObj(i -> AnEntry.at(end(cycle).minusMillis(random.nextInt(oldest)))
                        .category("page_view")
                        .user("user" + random.nextInt(50))
                        .level(random.nextInt(3) == 0 ? Level.ERROR : Level.INFO)
                        .address("198.51.100.77"))
                .toList();
    }

    private double looked() {
        return metrics.get("siem.detection.surroundings.entries")
                .tag("type", "suspicious_ip")
                .counter()
                .count();
    }

    private void forget() {
        pool.query(FORGET).execute().await().indefinitely();
    }

    private List<String> found() {
        return detection.rows().stream().map(BusyAddressTest::told).toList();
    }

    private static String told(Row row) {
        return row.getString("key")
                + row.getString("severity")
                + row.getInteger("observed")
                + row.getLong("event_count")
                + row.getOffsetDateTime("first_seen")
                + row.getOffsetDateTime("crossed_at")
                + row.getOffsetDateTime("last_seen")
                + row.getJsonObject("evidence");
    }
}
