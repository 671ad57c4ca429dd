package dev.sealwatch.dashboard;

import dev.sealwatch.detection.Detection;
import dev.sealwatch.platform.TestClock;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** A house that nobody has sent anything to, where all rules tell a mail channel alone. */
@Singleton
class Theatre {

    private static final List<String> EMPTY = List.of("""
            truncate threat_intelligence, threat_sightings, log_counts, verifications, held_tellings, maintenance_windows, alert_mutes,
                     notifications, notification_reads, notification_channels cascade
            """, """
            update alert_decisions set alert_id = null where alert_id is not null
            """, """
            delete from alert_decisions where anomaly_id is not null or occasion like 'score:%'
            """, """
            delete from security_alerts
            """, """
            update alert_rules set channels = '{in_app}', enabled = true, updated_at = null, updated_by = null
            """, """
            update alert_rules set judged_to = 'epoch' where type = 'threshold'
            """, """
            delete from log_sources where name = 'demo'
            """, """
            delete from known_ids where principal = 'sealwatch'
            """);

    private static final String CHANNEL = """
            insert into notification_channels (id, name, type, enabled, recipients, language, updated_at, updated_by)
            values ('00000000-0000-7000-8000-00000000d3b0', 'Night shift', 'email', true, '{night@example.com}', 'en',
                    'epoch', 'user:ann')
            """;

    // An emptied log is another one, which is not told here.
    private static final String TELL_IT_ALONE = """
            update alert_rules set channels = '{00000000-0000-7000-8000-00000000d3b0}', enabled = type <> 'integrity'
            """;

    private final Pool pool;
    private final TestClock clock;
    private final Detection detection;

    Theatre(Pool pool, TestClock clock, Detection detection) {
        this.pool = pool;
        this.clock = clock;
        this.detection = detection;
    }

    void open(Instant now) {
        close();
        clock.set(now);
        rows(CHANNEL);
        rows(TELL_IT_ALONE);
    }

    void close() {
        detection.reset();
        EMPTY.forEach(this::rows);
    }

    /** One cycle at that time, and what follows it. */
    void cycleAt(Instant now) {
        detection.cycleAt(now);
    }

    List<Row> rows(String sql) {
        return pool.query(sql).execute().await().indefinitely().stream().toList();
    }

    long count(String from) {
        return rows("select count(*) from " + from).get(0).getLong(0);
    }

    /** Types of the anomalies in that state. */
    List<String> anomalies(String status) {
        return rows("select type from security_anomalies where status = '" + status + "' order by type").stream()
                .map(row -> row.getString("type"))
                .toList();
    }
}
