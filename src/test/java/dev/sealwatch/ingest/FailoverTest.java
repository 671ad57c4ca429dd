package dev.sealwatch.ingest;

import static dev.sealwatch.ingest.IngestApi.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server that all connections lead to has become read-only; new ones reach the new primary. */
@QuarkusTest
class FailoverTest {

    @TestHTTPResource
    URI root;

    @Inject
    Pool pool;

    @ConfigProperty(name = "quarkus.datasource.reactive.max-size")
    int connections;

    @Test
    void storesOnNewConnectionsWhatTheOldOnesCanNot() {
        IngestApi api = new IngestApi(root, Tokens.of("failover-" + UUID.randomUUID(), Permission.INGEST));
        inEverySession("set default_transaction_read_only = on");

        var first = api.logs(entry("during"));
        var second = api.logs(entry("after"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(200);
    }

    /** What no write has met. */
    @AfterEach
    void recover() {
        inEverySession("set default_transaction_read_only = off");
    }

    private void inEverySession(String statement) {
        List<SqlConnection> sessions = IntStream.range(0, connections)
                .mapToObj(i -> pool.getConnection().await().indefinitely())
                .toList();
        sessions.forEach(session -> session.query(statement).execute().await().indefinitely());
        sessions.forEach(session -> session.close().await().indefinitely());
    }
}
