package dev.sealwatch.ingest.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sealwatch.processes.DatabaseProcess;
import dev.sealwatch.processes.ServiceProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Carries shipments of one producer to a service and brings the answer back, whatever it is. */
final class Courier {

    /** A request that waits longer hangs: an unreachable database has to refuse it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final DatabaseProcess database;
    private final String token;

    Courier(DatabaseProcess database, String token) {
        this.database = database;
        this.token = token;
    }

    Reply bring(Shipment shipment, ServiceProcess service) {
        int changes = database.changes();
        long life = service.life();
        try {
            HttpResponse<byte[]> response = http.send(request(shipment, service), BodyHandlers.ofByteArray());
            boolean dead = changes % 2 == 1 && changes == database.changes();
            String retryAfter = response.headers().firstValue("Retry-After").orElse("");
            return new Reply(response.statusCode(), retryAfter, json(response.body()), life, dead);
        } catch (HttpConnectTimeoutException unreachable) {
            return without(Reply.BROKEN, life);
        } catch (HttpTimeoutException hangs) {
            return without(Reply.SILENT, life);
        } catch (IOException broken) {
            return without(Reply.BROKEN, life);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return without(Reply.BROKEN, life);
        }
    }

    private HttpRequest request(Shipment shipment, ServiceProcess service) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.at("/api/siem/logs" + shipment.shape().query))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", shipment.shape().isStream() ? "application/x-ndjson" : "application/json")
                .POST(body(shipment));
        if (shipment.shape().isGzip()) {
            request.header("Content-Encoding", "gzip");
        }
        return request.build();
    }

    /** A stream does not say how long it will be. */
    private static BodyPublisher body(Shipment shipment) {
        byte[] body = shipment.body();
        return shipment.shape().isStream()
                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                : BodyPublishers.ofByteArray(body);
    }

    private static Reply without(int status, long life) {
        return new Reply(status, "", MissingNode.getInstance(), life, false);
    }

    private static JsonNode json(byte[] body) {
        try {
            return SentEntry.JSON.readTree(body);
        } catch (IOException noJson) {
            return MissingNode.getInstance();
        }
    }
}
