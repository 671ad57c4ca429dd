package dev.sealwatch.detection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** The lock of the one replica that leads the cycle, on a connection of its own that never has a transaction id. */
@ApplicationScoped
class LeadStore {

    /** Heartbeats that a leader may miss before the database ends its session. */
    private static final int MISSED = 4;

    private final Pool pool;
    private final DetectionConfig config;

    LeadStore(Pool pool, DetectionConfig config) {
        this.pool = pool;
        this.config = config;
    }

    private static final String TAKE = """
            select pg_try_advisory_lock(hashtext('sealwatch.detection')) as taken,
                   set_config('idle_session_timeout', $1, false)
            """;

    /** The connection that holds the lock, or null where another replica does. */
    Uni<SqlConnection> take() {
        Duration silence = config.heartbeat().multipliedBy(MISSED);
        return pool.getConnection()
                .flatMap(connection -> connection
                        .preparedQuery(TAKE)
                        .execute(Tuple.of(silence.toMillis() + "ms"))
                        .map(rows -> rows.iterator().next().getBoolean("taken"))
                        .flatMap(taken -> taken ? Uni.createFrom().item(connection) : release(connection))
                        .onFailure()
                        .call(() -> release(connection)));
    }

    private static final String GIVE = """
            select pg_advisory_unlock_all(), set_config('idle_session_timeout', '0', false)
            """;

    /** Gives the lock up, where it is held, and the connection back; always null. */
    Uni<SqlConnection> release(SqlConnection connection) {
        return connection
                .query(GIVE)
                .execute()
                .onFailure()
                .recoverWithNull()
                .eventually(() -> connection.close().onFailure().recoverWithNull())
                .replaceWith((SqlConnection) null);
    }

    private static final String TIME = """
            select clock_timestamp() as time
            """;

    /** The time of the database; fails where the connection, and with it the lock, is gone. */
    Uni<Instant> heartbeat(SqlConnection connection) {
        return connection
                .query(TIME)
                .execute()
                .map(rows -> rows.iterator().next().getOffsetDateTime("time").toInstant());
    }
}
