package dev.sealwatch.detection;

import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.function.Function;

/** Transactions in which every statement sees the same, and that fail where somebody else changed what they change. */
@ApplicationScoped
class SnapshotStore {

    private static final int ATTEMPTS = 3;

    /** Something was changed meanwhile, or both waited for each other. */
    private static final Set<String> OVERTAKEN = Set.of("40001", "40P01");

    private static final String STOPPED = "57014";

    private final Pool pool;
    private final DetectionConfig config;

    SnapshotStore(Pool pool, DetectionConfig config) {
        this.pool = pool;
        this.config = config;
    }

    private static final String ISOLATE = """
            set transaction isolation level repeatable read
            """;

    // Planned for their very arguments, so that partitions are left out. A minute of keys is sorted in memory.
    private static final String PREPARE = """
            select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('work_mem', '16MB', true),
                   set_config('statement_timeout', $1, true), set_config('idle_in_transaction_session_timeout', $1, true)
            """;

    /** The work is done again, from a new beginning, where an analyst or another process was faster. */
    <T> Uni<T> consistently(Function<SqlConnection, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() ->
                        pool.withTransaction(connection -> prepare(connection).chain(() -> work.apply(connection))))
                .onFailure(SnapshotStore::wasOvertaken)
                .retry()
                .atMost(ATTEMPTS - 1);
    }

    private static final String ALONE = """
            select pg_try_advisory_xact_lock(hashtext('sealwatch.replay')) as alone
            """;

    /** One such piece of work at a time on all replicas; fails with a refusal where there is one, or it takes too long. */
    <T> Uni<T> alone(Function<SqlConnection, Uni<T>> work) {
        return consistently(connection -> connection
                        .query(ALONE)
                        .execute()
                        .map(rows -> rows.iterator().next().getBoolean("alone"))
                        .flatMap(alone -> alone
                                ? work.apply(connection)
                                : Uni.createFrom().failure(busy())))
                .onFailure(failure -> failure instanceof PgException error && STOPPED.equals(error.getSqlState()))
                .transform(stopped -> tooSlow());
    }

    private static Refusal busy() {
        return Refusal.conflict("replay_running", "Another replay is running. Try again when it is done.");
    }

    static Refusal tooSlow() {
        return Refusal.of(422, "replay_too_slow", "It took too long. Shorten the range, or name fewer types.");
    }

    private Uni<Void> prepare(SqlConnection connection) {
        String timeout = config.timeout().toMillis() + "ms";
        return connection
                .query(ISOLATE)
                .execute()
                .chain(() -> connection.preparedQuery(PREPARE).execute(Tuple.of(timeout)))
                .replaceWithVoid();
    }

    private static boolean wasOvertaken(Throwable failure) {
        return failure instanceof PgException error && OVERTAKEN.contains(error.getSqlState());
    }
}
