package dev.sealwatch.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Sends entries over real HTTP as one sender. */
record IngestApi(URI root, String token) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    record Reply(int status, JsonObject json) {

        List<JsonObject> results() {
            return json.getJsonArray("results", new JsonArray()).stream()
                    .map(JsonObject.class::cast)
                    .toList();
        }
    }

    Reply logs(Object entries) {
        return post("/api/siem/logs", entries.toString());
    }

    Reply post(String path, String body) {
        return send(path, body.getBytes(UTF_8), "Content-Type", "application/json");
    }

    Reply ndjson(String lines) {
        return send("/api/siem/logs", lines.getBytes(UTF_8), "Content-Type", "application/x-ndjson");
    }

    Reply send(String path, byte[] body, String... headers) {
        return exchange("POST", path, body, headers);
    }

    Reply get(String path) {
        return exchange("GET", path, new byte[0], "Accept", "*/*");
    }

    private Reply exchange(String method, String path, byte[] body, String... headers) {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .headers(headers)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), new JsonObject(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonObject entry(String message) {
        return new JsonObject()
                .put("source", "application")
                .put("level", "info")
                .put("category", "test")
                .put("message", message);
    }
}
