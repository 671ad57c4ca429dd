package dev.sealwatch.detection;

import static dev.sealwatch.detection.Columns.time;

import dev.sealwatch.detection.DetectorHealth.Health;
import dev.sealwatch.logs.BatchReaderStore;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the detectors fare, as whichever replica led has written. */
@Startup
@ApplicationScoped
class HealthStore {

    /** How it went, and since when something is unread; both may be null. */
    private record Standing(Row state, Instant unread) {}

    private final Pool pool;
    private final DetectorSettings settings;
    private final BatchReaderStore readers;
    private final DetectionConfig config;
    private final Clock clock;
    private final Instant started;

    HealthStore(Pool pool, DetectorSettings settings, BatchReaderStore readers, DetectionConfig config, Clock clock) {
        this.pool = pool;
        this.settings = settings;
        this.readers = readers;
        this.config = config;
        this.clock = clock;
        this.started = clock.instant();
    }

    private static final String STATES = """
            select type, last_run_at, last_success_at, duration_ms, entries, skipped, failures, error
              from detector_states
            """;

    /** All detectors, those too that never ran. */
    Uni<List<DetectorHealth>> all() {
        return settings.current()
                .flatMap(detectors -> Uni.combine()
                        .all()
                        .unis(
                                states(),
                                readers.oldestUnread(detectors.stream()
                                        .map(DetectorRun::reader)
                                        .toList()))
                        .with((states, unread) -> detectors.stream()
                                .map(detector -> health(
                                        detector,
                                        new Standing(
                                                states.get(detector.type()), unread.get(DetectorRun.reader(detector)))))
                                .toList()));
    }

    private Uni<Map<String, Row>> states() {
        return pool.preparedQuery(STATES)
                .execute()
                .map(rows ->
                        rows.stream().collect(Collectors.toMap(row -> row.getString("type"), Function.identity())));
    }

    private DetectorHealth health(Detector detector, Standing standing) {
        Row row = standing.state;
        Instant success = row == null ? null : time(row, "last_success_at");
        Duration lag = since(standing.unread == null ? clock.instant() : standing.unread);
        int failures = row == null ? 0 : row.getInteger("failures");
        return new DetectorHealth(
                detector.type(),
                detector.rule().threshold(),
                detector.rule().window().toSeconds(),
                detector.attack(),
                Health.of(failures, success != null, behind(success, lag), config.every()),
                row == null ? null : time(row, "last_run_at"),
                success,
                lag.toSeconds(),
                row == null ? null : row.getLong("duration_ms"),
                row == null ? null : row.getLong("entries"),
                row == null ? 0 : row.getLong("skipped"),
                failures,
                row == null ? null : row.getString("error"));
    }

    /** One that has just been added, or never ran, is given some time from the start. */
    private Duration behind(Instant success, Duration lag) {
        if (success == null) {
            return since(started);
        }
        Duration silence = since(success);
        return lag.compareTo(silence) > 0 ? lag : silence;
    }

    private Duration since(Instant time) {
        Duration since = Duration.between(time, clock.instant());
        return since.isNegative() ? Duration.ZERO : since;
    }
}
