package dev.sealwatch.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server that takes webhooks, answers as it is told to, and remembers what came. */
public final class Receiver implements AutoCloseable {

    /** It takes the request and never answers. */
    static final int SILENCE = -1;

    /** A request. @param headers by their names in lower case */
    public record Received(String path, Map<String, String> headers, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Integer> statuses = new ArrayDeque<>();
    private final Map<String, String> answerHeaders = new HashMap<>();
    private volatile byte[] answer = new byte[0];
    private volatile Duration delay = Duration.ZERO;

    private Receiver(HttpServer server) {
        this.server = server;
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    /** @param port 0 for any */
    public static Receiver plain(int port) {
        try {
            return new Receiver(HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Receiver secure() {
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(Certificate.context()));
            return new Receiver(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One after the other; then 200. */
    Receiver answering(Integer... next) {
        statuses.addAll(List.of(next));
        return this;
    }

    Receiver answeringWith(String header, String value) {
        answerHeaders.put(header, value);
        return this;
    }

    Receiver answeringAfter(Duration pause) {
        delay = pause;
        return this;
    }

    Receiver answeringWith(byte[] body) {
        answer = body;
        return this;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hook?x=1";
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    private void take(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(exchange.getRequestURI().toString(), headers, body));
        int status = next();
        pause();
        if (status != SILENCE) {
            answerHeaders.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : 0);
            exchange.getResponseBody().write(answer);
            exchange.close();
        }
    }

    private void pause() {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int next() {
        return statuses.isEmpty() ? 200 : statuses.pop();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
