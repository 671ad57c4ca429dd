package dev.sealwatch.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Somebody who listens to server-sent events. */
public final class EventSource implements AutoCloseable {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final InputStream stream;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final Semaphore beats = new Semaphore(0);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String last;

    private EventSource(InputStream stream) {
        this.stream = stream;
        Thread reader = new Thread(this::read, "event-source");
        reader.setDaemon(true);
        reader.start();
    }

    public static EventSource open(URI at, String token, String last, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at).header("Authorization", "Bearer " + token);
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<InputStream> response =
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("No stream: " + response);
            }
            return new EventSource(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            StringBuilder event = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                opened.countDown();
                if (line.startsWith(":")) {
                    beats.release();
                }
                if (line.startsWith("id: ")) {
                    last = line.substring("id: ".length());
                }
                if (line.isEmpty() && event.indexOf("data:") >= 0) {
                    events.add(event.toString());
                }
                event.append(line).append('\n');
                if (line.isEmpty()) {
                    event.setLength(0);
                }
            }
        } catch (IOException closed) {
            // As it is wanted, or seen by the test.
        } finally {
            ended.countDown();
        }
    }

    public void awaitOpen() {
        wait(opened, Duration.ofSeconds(10));
    }

    /** Whether a heartbeat came, or comes in time. */
    public boolean beats(Duration limit) {
        try {
            return beats.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    public boolean ended(Duration limit) {
        return wait(ended, limit);
    }

    /** Null when none came in time. */
    public String next(Duration limit) {
        try {
            return events.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** What it would resume behind, or null. */
    public String last() {
        return last;
    }

    private static boolean wait(CountDownLatch latch, Duration limit) {
        try {
            return latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
