package dev.sealwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealwatch.security.AuditEvent;
import dev.sealwatch.security.AuditTrail;
import dev.sealwatch.security.AuditTrail.Change;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A change and its entry in the trail: both or neither, whatever the caller does. */
@QuarkusTest
class ChangeTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    AuditTrail trail;

    @Inject
    Pool pool;

    private final String category =
            "siem_test_" + UUID.randomUUID().toString().replace('-', '_').substring(0, 8);

    @Test
    void storesTheChangeAndItsEntryTogether() {
        String source = "s_" + category;

        trail.change(connection -> register(connection, source)).await().atMost(SOON);

        assertThat(count("select count(*) from log_sources where name = $1", source))
                .isEqualTo(1);
        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void undoesTheChangeWhenItsEntryCanNotBeMade() {
        String source = "s_" + category;

        assertThatThrownBy(() -> trail.change(connection -> register(connection, source)
                                .map(done ->
                                        new Change<>(1, AuditEvent.siem("info", "No Category", "x", null, Map.of()))))
                        .await()
                        .atMost(SOON))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(count("select count(*) from log_sources where name = $1", source))
                .isZero();
    }

    @Test
    void goesOnWhenCallersHangUp() {
        List<io.smallrye.mutiny.subscription.Cancellable> callers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            callers.add(
                    trail.change(connection -> slowly(connection)).subscribe().with(done -> {}, cause -> {}));
        }
        callers.forEach(io.smallrye.mutiny.subscription.Cancellable::cancel);

        trail.change(this::slowly).await().atMost(SOON);
        trail.change(this::slowly).await().atMost(SOON);

        assertThat(entries()).isEqualTo(22);
    }

    private Uni<Change<Integer>> slowly(SqlConnection connection) {
        return connection.query("select pg_sleep(0.02)").execute().map(rows -> change());
    }

    private Uni<Change<Integer>> register(SqlConnection connection, String source) {
        return connection
                .preparedQuery("insert into log_sources (name, priority, retention_days) values ($1, 'low', 30)")
                .execute(Tuple.of(source))
                .map(rows -> change());
    }

    private Change<Integer> change() {
        return new Change<>(1, AuditEvent.siem("info", category, "Something changed", null, Map.of()));
    }

    private long entries() {
        return count("select count(*) from aggregated_logs where category = $1", category);
    }

    private long count(String sql, String value) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(value))
                .await()
                .atMost(SOON)
                .iterator()
                .next()
                .getLong(0);
    }
}
