package dev.sealwatch.ingest;

import static dev.sealwatch.ingest.IngestApi.entry;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** A few kilobytes that inflate to more than a million lines harm nobody but their sender. */
@QuarkusTest
class HeavyStreamTest {

    /** Enough that commits, and not the sender alone, ask for the next lines. */
    private static final int GOOD_LINES = 10_000;

    private static final int TINY_LINES = 1_500_000;

    /** Connections are spread over the event loops: this many touch each of them. */
    private static final int CONNECTIONS = 8;

    private static final Duration LONGEST = Duration.ofMillis(500);

    @TestHTTPResource
    URI root;

    @Test
    void leavesTheEventLoopsToOthers() throws Exception {
        IngestApi sender = new IngestApi(root, Tokens.of("heavy-" + UUID.randomUUID(), Permission.INGEST));
        List<HttpClient> watchers = IntStream.range(0, CONNECTIONS)
                .mapToObj(i -> HttpClient.newHttpClient())
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS + 2);
        try {
            sender.logs(entry("warm"));
            watchers.forEach(this::live);

            Future<IngestApi.Reply> heavy = threads.submit(() -> gzipped(sender));
            List<Future<Duration>> slowest = watchers.stream()
                    .map(watcher -> threads.submit(() -> slowest(heavy, () -> live(watcher))))
                    .toList();
            Future<Duration> slowestIngest = threads.submit(
                    () -> slowest(heavy, () -> sender.logs(entry("beside")).status()));

            for (Future<Duration> live : slowest) {
                assertThat(live.get()).isLessThan(LONGEST);
            }
            assertThat(slowestIngest.get()).isLessThan(LONGEST.multipliedBy(2));
            assertThat(heavy.get().json().getInteger("accepted")).isEqualTo(GOOD_LINES);
            assertThat(heavy.get().json().getInteger("rejected")).isEqualTo(TINY_LINES);
        } finally {
            threads.shutdownNow();
        }
    }

    private static IngestApi.Reply gzipped(IngestApi sender) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
            gzip.write((entry("good").encode() + "\n").repeat(GOOD_LINES).getBytes(UTF_8));
            gzip.write("1\n".repeat(TINY_LINES).getBytes(UTF_8));
        }
        return sender.send(
                "/api/siem/logs",
                body.toByteArray(),
                "Content-Type",
                "application/x-ndjson",
                "Content-Encoding",
                "gzip");
    }

    /** Asks again and again until the stream is answered. */
    private static Duration slowest(Future<?> stream, Callable<Integer> ask) throws Exception {
        Duration slowest = Duration.ZERO;
        while (!stream.isDone()) {
            long start = System.nanoTime();
            assertThat(ask.call()).isEqualTo(200);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            Thread.sleep(20);
        }
        return slowest;
    }

    private int live(HttpClient watcher) {
        HttpRequest request = HttpRequest.newBuilder(root.resolve("/q/health/live"))
                .timeout(Duration.ofSeconds(20))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return watcher.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .join()
                .statusCode();
    }
}
