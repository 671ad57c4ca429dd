package dev.sealwatch.logs;

import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Asks questions that may touch many entries: planned for their very arguments, and stopped after a time. */
@ApplicationScoped
class ScanStore {

    private static final String STOPPED = "57014";

    private final Pool pool;

    ScanStore(Pool pool) {
        this.pool = pool;
    }

    // A plan that is kept for all arguments can neither leave out partitions nor choose the index of a filter.
    private static final String LIMITS = """
            select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('statement_timeout', $1, true)
            """;

    /** Fails with a {@link Refusal} of 422 when the time is up. */
    <T> Uni<List<T>> ask(String sql, Tuple arguments, Duration limit, Function<Row, T> mapping) {
        return pool.withTransaction(connection -> limits(connection, limit)
                        .chain(() ->
                                connection.preparedQuery(sql).mapping(mapping).execute(arguments)))
                .map(rows -> rows.stream().toList())
                .onFailure(ScanStore::wasStopped)
                .transform(stopped -> tooSlow(limit));
    }

    private static Uni<Void> limits(SqlConnection connection, Duration limit) {
        return connection
                .preparedQuery(LIMITS)
                .execute(Tuple.of(limit.toMillis() + "ms"))
                .replaceWithVoid();
    }

    private static boolean wasStopped(Throwable failure) {
        return failure instanceof PgException error && STOPPED.equals(error.getSqlState());
    }

    private static Refusal tooSlow(Duration limit) {
        return Refusal.of(
                422,
                "query_too_slow",
                "It was stopped after " + limit.toSeconds()
                        + " s. Narrow it with start_date and end_date, or filter more.");
    }
}
