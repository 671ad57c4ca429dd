package dev.sealwatch.detection;

import dev.sealwatch.platform.TestClock;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Given entries, a clock and a number of cycles: the anomalies. */
@Singleton
public class Detection {

    private static final String EMPTY = """
            truncate aggregated_logs, log_batches, security_anomalies, detector_states, detector_counts, detector_tails,
                     detector_settings, batch_readers, threat_scores, cycle_stages
            """;

    private static final String ANOMALIES = """
            select id, type, key, user_id, ip_address, severity, confidence, status, event_count, first_seen, crossed_at,
                   last_seen, detected_late, ended_at, threshold, window_seconds, observed, followed, previous_id,
                   merged_into, resolved_by, resolved_at, evidence,
                   (select previous.first_seen
                      from security_anomalies as previous
                     where previous.id = anomaly.previous_id) as previous_seen
              from security_anomalies as anomaly
             where merged_into is null
             order by type, key, first_seen
            """;

    private static final String SKIPPED = """
            select skipped from detector_states where type = $1
            """;

    private static final String MERGED = """
            select merged_into from security_anomalies where id = $1
            """;

    private static final String SETTING = """
            insert into detector_settings (type, threshold, window_seconds, updated_at, updated_by)
            values ($1, $2, $3, 'epoch', 'test')
                on conflict (type) do update
               set threshold = $2, window_seconds = $3
            """;

    private static final String RESOLVE = """
            update security_anomalies
               set status = 'resolved', resolved_at = $4, resolved_by = 'somebody', ended_at = coalesce(ended_at, $4)
             where type = $1
               and key = $2
               and first_seen = $3
               and merged_into is null
               and status = 'open'
            """;

    /** What is compared: the episode and how bad it is. */
    record Found(String type, String key, String severity, long count, Instant first, Instant last) {}

    private final Pool pool;
    private final TestClock clock;
    private final Detectors detectors;
    private final Engine engine;
    private DetectionCycle cycle;

    Detection(Pool pool, TestClock clock, Detectors detectors, Engine engine) {
        this.pool = pool;
        this.clock = clock;
        this.detectors = detectors;
        this.engine = engine;
        this.cycle = engine.cycle(detectors);
    }

    /** What holds for a night from now on; null for what is configured. */
    void night(NightHours hours) {
        cycle = engine.cycle(new Detectors(detectors.all().stream()
                .map(one -> one instanceof AnomalousAccess access && hours != null
                        ? new AnomalousAccess(access.rule(), hours)
                        : one)
                .toList()));
    }

    /** As configured. */
    Detector detector(String type) {
        return detectors.all().stream()
                .filter(detector -> detector.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** Nothing was ever sent. What still reads in the background may hold the same tables in another order. */
    public void reset() {
        pool.query(EMPTY).execute().onFailure().retry().atMost(5).await().indefinitely();
    }

    /** Another threshold and window from the next cycle on. */
    void threshold(String type, int threshold, Duration window) {
        pool.preparedQuery(SETTING)
                .execute(Tuple.of(type, threshold, window.toSeconds()))
                .await()
                .indefinitely();
    }

    /** An analyst resolves the open anomaly that begins then. */
    void resolve(String type, String key, Instant firstSeen, Instant at) {
        int resolved = pool.preparedQuery(RESOLVE)
                .execute(Tuple.of(type, key, utc(firstSeen), utc(at)))
                .await()
                .indefinitely()
                .rowCount();
        if (resolved != 1) {
            throw new IllegalArgumentException("One open anomaly to resolve, not " + resolved);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** One cycle at that time. */
    public void cycleAt(Instant now) {
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

    /** Entries that had no key, so far. */
    long skipped(String type) {
        return pool.preparedQuery(SKIPPED)
                .execute(Tuple.of(type))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    /** The anomaly that it has become part of. */
    Long mergedInto(long id) {
        return pool.preparedQuery(MERGED)
                .execute(Tuple.of(id))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
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
