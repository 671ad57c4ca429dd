package dev.sealwatch.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What an administrator asks of a service. */
public record Api(ServiceProcess service, String token) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG_VERIFICATION = Duration.ofMinutes(10);
    private static final int SIGN_INS = 8;
    private static final Duration BETWEEN_SIGN_INS = Duration.ofSeconds(3);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Signed in as the first user, who is made while the service starts. */
    public static Api signIn(ServiceProcess service, String password) {
        Api stranger = new Api(service, "");
        String body = "{\"username\": \"admin\", \"password\": \"%s\"}".formatted(password);
        HttpResponse<String> response = stranger.post("/api/auth/login", body);
        for (int attempt = 1; attempt < SIGN_INS && response.statusCode() == 401; attempt++) {
            Wait.pause(BETWEEN_SIGN_INS);
            response = stranger.post("/api/auth/login", body);
        }
        return new Api(service, json(response, 200).path("token").asText());
    }

    /** The same administrator at another replica. */
    public Api at(ServiceProcess other) {
        return new Api(other, token);
    }

    /** A new token that may send logs. */
    public String ingestToken(String name) {
        String body = "{\"name\": \"%s\", \"permissions\": [\"security.ingest\"]}".formatted(name);
        return json(post("/api/auth/tokens", body), 201).path("token").asText();
    }

    /** The result of a verification of everything, however long that takes. */
    public JsonNode verify() {
        HttpResponse<String> response = post("/api/siem/logs/verify", "");
        if (response.statusCode() != 202) {
            return json(response, 200);
        }
        String location = response.headers().firstValue("Location").orElseThrow();
        Wait.until("end of " + location, LONG_VERIFICATION, () -> get(location).has("total"));
        return get(location);
    }

    /** Prometheus' samples, those of one name added up. */
    public Map<String, Double> metrics() {
        HttpResponse<String> response = send(request("/q/metrics").GET());
        return Arrays.stream(response.body().split("\n"))
                .filter(line -> line.startsWith("siem_"))
                .map(line -> line.split("(\\{.*})? ", 2))
                .collect(Collectors.toMap(sample -> sample[0], sample -> Double.valueOf(sample[1]), Double::sum));
    }

    private JsonNode get(String path) {
        return json(send(request(path).GET()), 200);
    }

    private HttpResponse<String> post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.at("/").resolve(URI.create(path)))
                .timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("No answer from the service", e);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static JsonNode json(HttpResponse<String> response, int expected) {
        try {
            if (response.statusCode() == expected) {
                return JSON.readTree(response.body());
            }
            throw new IllegalStateException(response + " " + response.body());
        } catch (IOException e) {
            throw new IllegalStateException("No JSON from " + response.uri(), e);
        }
    }
}
