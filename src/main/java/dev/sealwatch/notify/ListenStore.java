package dev.sealwatch.notify;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** A connection of its own that hears of what other replicas put into the outbox. */
@ApplicationScoped
class ListenStore {

    private final Pool pool;

    ListenStore(Pool pool) {
        this.pool = pool;
    }

    private static final String LISTEN = """
            listen sealwatch_notify
            """;

    /** @param heard called on an event loop, for each commit that told something */
    Uni<SqlConnection> listen(Runnable heard) {
        return pool.getConnection().flatMap(connection -> {
            PgConnection.cast(connection).notificationHandler(news -> heard.run());
            return connection
                    .query(LISTEN)
                    .execute()
                    .replaceWith(connection)
                    .onFailure()
                    .call(() -> connection.close().onFailure().recoverWithNull());
        });
    }

    private static final String ALIVE = """
            select 1
            """;

    /** Fails where the connection is gone; asked often, it is not taken for one that hangs. */
    Uni<Void> check(SqlConnection connection) {
        return connection.query(ALIVE).execute().replaceWithVoid();
    }

    private static final String UNLISTEN = """
            unlisten *
            """;

    /** So that the next one who gets it from the pool hears nothing. */
    Uni<Void> release(SqlConnection connection) {
        return connection
                .query(UNLISTEN)
                .execute()
                .onFailure()
                .recoverWithNull()
                .eventually(() -> connection.close().onFailure().recoverWithNull())
                .replaceWithVoid();
    }
}
