package dev.sealwatch.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Clients that ask and hang up while every connection of the pool is taken. */
@QuarkusTest
class LeavingClientsTest {

    private static final List<String> READS = List.of(
            "/api/siem/logs",
            "/api/siem/logs/7f0c6c52-3e58-4f9e-9e0e-0b7a54f4c0aa",
            "/api/siem/statistics",
            "/api/siem/export",
            "/api/siem/sources",
            "/api/siem/dead-letters",
            "/api/siem/verifications");

    @Inject
    Pool pool;

    @ConfigProperty(name = "quarkus.datasource.reactive.max-size")
    int connections;

    @TestHTTPResource("/")
    URI service;

    @Test
    void leaveEveryConnectionToOthers() throws Exception {
        String token = Tokens.of("leaving-reader", Permission.VIEW_AUDIT);
        List<SqlConnection> taken = all();
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 10 * READS.size(); i++) {
            clients.add(ask(READS.get(i % READS.size()), token));
        }
        Thread.sleep(500);
        for (Socket client : clients) {
            client.close();
        }
        Thread.sleep(500);
        giveBack(taken);

        giveBack(all());
    }

    /** Fails when one of them does not come. */
    private List<SqlConnection> all() {
        List<SqlConnection> all = Uni.join()
                .all(IntStream.range(0, connections)
                        .mapToObj(i -> pool.getConnection())
                        .toList())
                .andCollectFailures()
                .await()
                .atMost(Duration.ofSeconds(10));
        assertThat(all).hasSize(connections);
        return all;
    }

    private static void giveBack(List<SqlConnection> connections) {
        connections.forEach(connection -> connection.close().await().indefinitely());
    }

    private Socket ask(String path, String token) throws IOException {
        Socket client = new Socket(service.getHost(), service.getPort());
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return client;
    }
}
