package dev.sealwatch.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A database that takes connections and questions and answers none. */
@QuarkusTest
@TestProfile(StallingPostgres.Profile.class)
class StalledDatabaseTest {

    /** Five seconds of waiting for a connection, ten that a statement may take, a few on top. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final List<String> READS = List.of(
            "/api/siem/logs",
            "/api/siem/logs/7f0c6c52-3e58-4f9e-9e0e-0b7a54f4c0aa",
            "/api/siem/statistics",
            "/api/siem/export",
            "/api/siem/sources",
            "/api/siem/verifications");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource("/")
    URI service;

    @Test
    void refusesEveryReadInTimeAndGoesOnWhenTheDatabaseDoes() throws Exception {
        String token = Tokens.of("stalled-reader", Permission.VIEW_AUDIT);
        assertThat(everyRead(token, 1)).containsOnlyKeys("200", "404");

        StallingPostgres.stall();
        try {
            // More than the pool has connections: some wait for an answer, others for a connection.
            assertThat(everyRead(token, 4).keySet()).containsExactly("503 application/problem+json Retry-After 2");
        } finally {
            StallingPostgres.resume();
        }
        for (int second = 0; second < 10 && everyRead(token, 1).size() > 2; second++) {
            Thread.sleep(1_000);
        }
        assertThat(everyRead(token, 1)).containsOnlyKeys("200", "404");
    }

    private Map<String, List<String>> everyRead(String token, int times) {
        return IntStream.range(0, times)
                .boxed()
                .flatMap(time -> READS.stream())
                .map(path -> read(path, token))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .collect(Collectors.groupingBy(answer -> answer));
    }

    private CompletableFuture<String> read(String path, String token) {
        HttpRequest request = HttpRequest.newBuilder(service.resolve(path))
                .header("Authorization", "Bearer " + token)
                .timeout(PATIENCE)
                .build();
        return http.sendAsync(request, BodyHandlers.ofString())
                .thenApply(StalledDatabaseTest::outcome)
                .exceptionally(failure -> path + " " + failure.getCause());
    }

    private static String outcome(HttpResponse<String> answer) {
        if (answer.statusCode() < 500) {
            return Integer.toString(answer.statusCode());
        }
        Stream<String> said = Stream.of("Content-Type", "Retry-After")
                .map(name -> answer.headers().firstValue(name).orElse("nothing"));
        return answer.statusCode() + " " + said.collect(Collectors.joining(" Retry-After "));
    }
}
