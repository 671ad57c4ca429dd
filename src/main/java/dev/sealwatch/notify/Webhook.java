package dev.sealwatch.notify;

import dev.sealwatch.platform.IpAddress;
import dev.sealwatch.platform.Refusal;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Posts to a checked address, follows no redirect, and is done with whatever comes back after a bounded time and size. */
@ApplicationScoped
class Webhook {

    /** What of an answer is read at all; none of it is kept, or the log of deliveries would show what lies behind. */
    private static final int MOST_BYTES = 65_536;

    /** To one host; how many there are is up to the number of its channels and what each may have at once. */
    private static final int MOST_CONNECTIONS = 1_000;

    /** Where the TLS registry keeps authorities of one's own: {@code quarkus.tls.notify.trust-store…}. */
    private static final String TLS = "notify";

    private final Destinations destinations;
    private final HttpClient client;
    private final NotifyConfig config;
    private final Clock clock;

    Webhook(Vertx vertx, Destinations destinations, TlsConfigurationRegistry tls, NotifyConfig config, Clock clock) {
        this.destinations = destinations;
        this.config = config;
        this.clock = clock;
        this.client = vertx.createHttpClient(options(tls, config.webhookTimeout()));
    }

    private static HttpClientOptions options(TlsConfigurationRegistry tls, Duration timeout) {
        HttpClientOptions options = new HttpClientOptions();
        tls.get(TLS).ifPresent(own -> TlsConfigUtils.configure(options, own));
        return options.setSsl(false)
                .setVerifyHost(true)
                .setTrustAll(false)
                // A connection that is kept would outlive the check of its address.
                .setKeepAlive(false)
                // Channels may share a host: who waits for a connection would be taken for one who got no answer.
                .setMaxPoolSize(MOST_CONNECTIONS)
                .setUseAlpn(false)
                .setMaxRedirects(0)
                .setConnectTimeout((int) timeout.toMillis())
                .setSslHandshakeTimeout(timeout.toSeconds() + 1)
                .setIdleTimeout((int) timeout.toSeconds() + 1);
    }

    /** @param attempt from 1 on: of several addresses each gets its turn. Never fails */
    Uni<Receipt> post(WebhookUrl url, Map<String, String> headers, byte[] body, int attempt) {
        AtomicReference<HttpClientRequest> request = new AtomicReference<>();
        AtomicReference<Receipt> answer = new AtomicReference<>();
        return destinations
                .of(url)
                .flatMap(addresses -> client.request(request(url, headers, turn(addresses, attempt))))
                .invoke(request::set)
                // What is said here is said by the failure of the answer too.
                .invoke(open -> open.exceptionHandler(known -> {}))
                .flatMap(open -> open.send(Buffer.buffer(body)))
                .invoke(response -> answer.set(receipt(response)))
                .call(Webhook::drain)
                .map(response -> answer.get())
                .ifNoItem()
                .after(config.webhookTimeout())
                .recoverWithUni(() -> Uni.createFrom().item(late(answer.get())))
                .onFailure()
                .recoverWithItem(failure -> answer.get() == null ? broken(failure) : answer.get())
                .eventually(() -> hangUp(request.get()));
    }

    private static IpAddress turn(List<IpAddress> addresses, int attempt) {
        return addresses.get((attempt - 1) % addresses.size());
    }

    /** Certificate and SNI go by the host, the connection by the address. */
    private static RequestOptions request(WebhookUrl url, Map<String, String> headers, IpAddress address) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(url.port(), address.text()))
                .setHost(url.host())
                .setPort(url.port())
                .setSsl(url.tls())
                .setFollowRedirects(false)
                .setURI(url.target())
                .putHeader("Host", url.authority())
                .putHeader("User-Agent", "Sealwatch");
        headers.forEach(options::putHeader);
        return options;
    }

    private Receipt receipt(HttpClientResponse response) {
        Duration asked = RetryAfter.of(response.getHeader("Retry-After"), clock.instant(), config.longestRetryAfter());
        return Receipt.answered(response.statusCode(), asked);
    }

    /** So that a receiver that ends properly is not cut off while it writes. */
    private static Uni<Void> drain(HttpClientResponse response) {
        return response.toMulti()
                .onItem()
                .scan(() -> 0, (read, part) -> read + part.length())
                .select()
                .first(read -> read <= MOST_BYTES)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** The head has said what became of it, however long the body goes on. */
    private Receipt late(Receipt answer) {
        return answer == null
                ? Receipt.failure("No answer within " + config.webhookTimeout().toSeconds() + " s.")
                : answer;
    }

    private static Receipt broken(Throwable failure) {
        return failure instanceof Refusal refusal && !refusal.faults().isEmpty()
                ? Receipt.failure(refusal.faults().get(0).detail())
                : Receipt.failure("No connection: ", failure);
    }

    private static Uni<Void> hangUp(HttpClientRequest request) {
        return request == null
                ? Uni.createFrom().voidItem()
                : request.connection().close().onFailure().recoverWithNull();
    }
}
