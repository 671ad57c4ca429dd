package dev.sealwatch.detection;

import dev.sealwatch.platform.TestClock;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Given entries, a clock and a number of cycles: the anomalies. */
@Singleton
class Detection {

    private static final String EMPTY = """
            truncate aggregated_logs, log_batches, security_anomalies, detector_states, detector_counts, detector_tails,
                     detector_settings, batch_readers, threat_scores
            """;

    private static final String ANOMALIES = """
            select id, type, key, severity, confidence, status, event_count, first_seen, crossed_at, last_seen, detected_late, ended_at,
                   observed, followed, previous_id, merged_into, resolved_by, evidence
              from security_anomalies
             where merged_into is null
             order by type, key, first_seen
            """;

    private static final String SETTING = """
            insert into detector_settings (type, threshold, window_seconds, updated_at, updated_by)
            values ($1, $2, $3, 'epoch', 'test')
            """;

    /** What is compared: the episode and how bad it is. */
    record Found(String type, String key, String severity, long count, Instant first, Instant last) {}

    private final Pool pool;
    private final TestClock clock;
    private final DetectionCycle cycle;

    Detection(Pool pool, TestClock clock, DetectionCycle cycle) {
        this.pool = pool;
        this.clock = clock;
        this.cycle = cycle;
    }

    /** Nothing was ever sent. */
    void reset() {
        pool.query(EMPTY).execute().await().indefinitely();
    }

    /** Another threshold and window from the next cycle on. */
    void threshold(String type, int threshold, Duration window) {
        pool.preparedQuery(SETTING)
                .execute(Tuple.of(type, threshold, window.toSeconds()))
                .await()
                .indefinitely();
    }

    /** One cycle at that time. */
    void cycleAt(Instant now) {
        clock.set(now);
        cycle.run().await().indefinitely();
    }

    /** That time comes, and no cycle. */
    void skipTo(Instant now) {
        clock.set(now);
    }

    List<Found> found() {
        return rows().stream().map(Detection::found).toList();
    }

    List<Row> rows() {
        return pool.query(ANOMALIES).execute().await().indefinitely().stream().toList();
    }

    private static Found found(Row row) {
        return new Found(
                row.getString("type"),
                row.getString("key"),
                row.getString("severity"),
                row.getLong("event_count"),
                row.getOffsetDateTime("first_seen").toInstant(),
                row.getOffsetDateTime("last_seen").toInstant());
    }
}
