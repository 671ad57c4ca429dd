package dev.sealwatch.detection;

import dev.sealwatch.detection.DetectorHealth.Health;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the detectors fare, as whichever replica led has written. */
@ApplicationScoped
class HealthStore {

    private final Pool pool;
    private final DetectorSettings settings;
    private final DetectionConfig config;
    private final Clock clock;

    HealthStore(Pool pool, DetectorSettings settings, DetectionConfig config, Clock clock) {
        this.pool = pool;
        this.settings = settings;
        this.config = config;
        this.clock = clock;
    }

    private static final String STATES = """
            select type, last_run_at, last_success_at, duration_ms, entries, skipped, failures, error
              from detector_states
            """;

    /** All detectors, those too that never ran. */
    Uni<List<DetectorHealth>> all() {
        return settings.current()
                .flatMap(detectors -> pool.preparedQuery(STATES).execute().map(rows -> {
                    Map<String, Row> byType =
                            rows.stream().collect(Collectors.toMap(row -> row.getString("type"), Function.identity()));
                    return detectors.stream()
                            .map(detector -> health(detector, byType.get(detector.type())))
                            .toList();
                }));
    }

    private DetectorHealth health(Detector detector, Row row) {
        Instant success = row == null ? null : time(row, "last_success_at");
        Duration lag = success == null ? null : Duration.between(success, clock.instant());
        int failures = row == null ? 0 : row.getInteger("failures");
        return new DetectorHealth(
                detector.type(),
                detector.rule().threshold(),
                detector.rule().window().toSeconds(),
                detector.attack(),
                Health.of(failures, lag, config.every()),
                row == null ? null : time(row, "last_run_at"),
                success,
                lag == null ? null : Math.max(0, lag.toSeconds()),
                row == null ? null : row.getLong("duration_ms"),
                row == null ? null : row.getLong("entries"),
                row == null ? 0 : row.getLong("skipped"),
                failures,
                row == null ? null : row.getString("error"));
    }

    private static Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
