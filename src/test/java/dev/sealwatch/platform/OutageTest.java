package dev.sealwatch.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OutageTest {

    @Inject
    Pool pool;

    @Test
    void knowsAConnectionThatClosedBetweenTwoStatements() {
        Throwable failure = pool.withTransaction(connection -> kill(connection)
                        .onItem()
                        .delayIt()
                        .by(Duration.ofMillis(300))
                        .chain(() -> connection.query("select 1").execute()))
                .map(rows -> (Throwable) null)
                .onFailure()
                .recoverWithItem(cause -> cause)
                .await()
                .atMost(Duration.ofSeconds(10));

        assertThat(failure).hasMessageContaining("not active");
        assertThat(Problems.of(failure, "/api/test").status()).isEqualTo(503);
    }

    private Uni<Void> kill(SqlConnection connection) {
        return connection
                .query("select pg_backend_pid() as pid")
                .execute()
                .map(rows -> rows.iterator().next().getInteger("pid"))
                .chain(pid ->
                        pool.preparedQuery("select pg_terminate_backend($1)").execute(Tuple.of(pid)))
                .replaceWithVoid();
    }
}
