package dev.sealwatch.detection;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sealwatch.processes.ServiceProcess;
import dev.sealwatch.processes.Wait;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Tells any replica of what happened, again and again until one says that it is stored. */
final class Correspondent {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int TIMES = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final List<ServiceProcess> replicas;
    private final String token;
    private final Random random = new Random();

    Correspondent(List<ServiceProcess> replicas, String token) {
        this.replicas = replicas;
        this.token = token;
    }

    void tell(List<Happening> happenings) {
        String body = json(happenings);
        for (int time = 1; !isStored(body); time++) {
            if (time == TIMES) {
                throw new IllegalStateException("No replica stores entries");
            }
            Wait.pause(PAUSE);
        }
    }

    /** @throws IllegalStateException when the entries are refused */
    private boolean isStored(String body) {
        ServiceProcess replica = replicas.get(random.nextInt(replicas.size()));
        HttpRequest request = HttpRequest.newBuilder(replica.at("/api/siem/logs"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 503 && !answer.body().contains("\"rejected\":0")) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return answer.statusCode() == 200;
        } catch (IOException broken) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static String json(List<Happening> happenings) {
        ArrayNode array = JSON.createArrayNode();
        for (Happening one : happenings) {
            array.addObject()
                    .put("log_id", one.id().toString())
                    .put("timestamp", one.at().toString())
                    .put("source", "application")
                    .put("level", one.level().word())
                    .put("category", one.category())
                    .put("message", "Something happened")
                    .put("user_id", one.name().sent())
                    .put("ip_address", one.place().sent());
        }
        return array.toString();
    }
}
