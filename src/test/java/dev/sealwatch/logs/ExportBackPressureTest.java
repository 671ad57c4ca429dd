package dev.sealwatch.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.logs.ExportStore.Page;
import dev.sealwatch.logs.ExportWalk.Range;
import dev.sealwatch.security.Parameters;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An export without end, to a client that takes nothing of it. */
class ExportBackPressureTest {

    private static final Instant NOON = Instant.parse("2028-03-20T12:00:00Z");
    private static final StoredEntry ENTRY = new StoredEntry(
            AnEntry.at(NOON).message("x".repeat(10_000)).receivedAt(NOON),
            1 << 16,
            1,
            0,
            1,
            "k",
            new byte[32],
            new byte[32],
            null,
            null,
            NOON);

    private final AtomicInteger pagesRead = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(this::export)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void export(HttpServerRequest request) {
        LogFilter all = LogFilter.of(new Parameters(Collections.emptyMap(), LogFilter.PARAMETERS));
        ExportWalk walk = ExportWalk.begin(all, new Range(NOON, NOON, 1L << 20));
        Export export =
                new Export(this::page, ExportFormat.NDJSON, request.response().setChunked(true), Optional.of(walk));
        Cancellable sending = export.send().subscribe().with(sent -> {}, failure -> {});
        request.response().closeHandler(gone -> sending.cancel());
    }

    private Uni<Page> page(ExportWalk walk) {
        pagesRead.incrementAndGet();
        ExportWalk same = new ExportWalk(walk.filter(), walk.range(), new Position(NOON, 7), walk.window(), 100);
        return Uni.createFrom().item(new Page(same, new Slice(Collections.nCopies(100, ENTRY), true)));
    }

    @Test
    void readsNoFurtherThanTheClientTakesAndStopsWhenItLeaves() throws Exception {
        try (Socket client = request()) {
            int paused = pagesOnceNothingMoves();
            assertThat(paused).isLessThan(50);

            client.getInputStream().readNBytes(40_000_000);
            assertThat(pagesOnceNothingMoves()).isGreaterThan(paused);
        }
        int left = pagesOnceNothingMoves();
        assertThat(pagesOnceNothingMoves()).isEqualTo(left);
    }

    private Socket request() throws IOException {
        Socket client = new Socket("localhost", server.actualPort());
        client.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private int pagesOnceNothingMoves() throws InterruptedException {
        int before;
        do {
            before = pagesRead.get();
            Thread.sleep(Duration.ofMillis(500).toMillis());
        } while (pagesRead.get() != before);
        return before;
    }
}
