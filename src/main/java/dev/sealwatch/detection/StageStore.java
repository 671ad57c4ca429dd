package dev.sealwatch.detection;

import dev.sealwatch.detection.Stages.Stage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** How the stages after the detectors fare, for every replica to see. */
@ApplicationScoped
class StageStore {

    private final Pool pool;
    private final Clock clock;

    StageStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    private static final String SUCCEEDED = """
            insert into cycle_stages (stage, last_run_at)
            values ($1, $2)
                on conflict (stage) do update
               set last_run_at = excluded.last_run_at, failures = 0, error = null
            """;

    Uni<Void> succeeded(Stage stage) {
        return pool.preparedQuery(SUCCEEDED)
                .execute(Tuple.of(word(stage), now()))
                .replaceWithVoid();
    }

    private static final String FAILED = """
            insert into cycle_stages as stored (stage, last_run_at, failures, error)
            values ($1, $2, 1, $3)
                on conflict (stage) do update
               set last_run_at = excluded.last_run_at, failures = stored.failures + 1, error = excluded.error
            """;

    Uni<Void> failed(Stage stage, String error) {
        return pool.preparedQuery(FAILED)
                .execute(Tuple.of(word(stage), now(), error))
                .replaceWithVoid();
    }

    private static final String FAILING = """
            select stage
              from cycle_stages
             where failures > 0
             order by stage
            """;

    /** Those whose last turn failed. */
    Uni<List<String>> failing() {
        return pool.preparedQuery(FAILING)
                .mapping(row -> row.getString("stage"))
                .execute()
                .map(rows -> rows.stream().toList());
    }

    static String word(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
