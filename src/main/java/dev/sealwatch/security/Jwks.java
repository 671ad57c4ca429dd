package dev.sealwatch.security;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** The keys that an external issuer publishes (RFC 7517), kept up to date in the background. */
@ApplicationScoped
class Jwks {

    private static final Logger LOG = Logger.getLogger(Jwks.class);

    private final JwtConfig config;
    private final Clock clock;
    private final HttpClient http;
    private final AtomicReference<List<VerificationKey>> keys = new AtomicReference<>(List.of());
    private final AtomicReference<Instant> asked = new AtomicReference<>(Instant.MIN);

    Jwks(JwtConfig config, Clock clock, Vertx vertx) {
        this.config = config;
        this.clock = clock;
        int millis = Math.toIntExact(config.jwksTimeout().toMillis());
        this.http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(millis));
    }

    List<VerificationKey> keys() {
        return keys.get();
    }

    void start(@Observes StartupEvent event) {
        refresh().subscribe().with(done -> {});
    }

    @Scheduled(every = "${sealwatch.jwt.jwks-refresh}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        asked.set(clock.instant());
        return config.jwksUrl().map(this::load).orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** A key that was published since is loaded once; who invents names of keys makes no more than a load per pause. */
    Uni<Void> prepare(String kid) {
        Instant last = asked.get();
        boolean known = keys.get().stream().anyMatch(key -> key.fits(kid, key.algorithm()));
        boolean soon = clock.instant().isBefore(later(last));
        return known || soon || !asked.compareAndSet(last, clock.instant())
                ? Uni.createFrom().voidItem()
                : refresh();
    }

    private Instant later(Instant last) {
        return last.equals(Instant.MIN) ? last : last.plus(config.jwksReloadPause());
    }

    private Uni<Void> load(URI url) {
        long millis = config.jwksTimeout().toMillis();
        RequestOptions request =
                new RequestOptions().setAbsoluteURI(url.toString()).setTimeout(millis);
        return http.request(request)
                .flatMap(HttpClientRequest::send)
                .flatMap(Jwks::body)
                .invoke(body -> keys.set(parse(body)))
                .onFailure()
                .invoke(cause ->
                        LOG.warnf("The issuer's keys can't be loaded url=%s cause=%s", url, cause.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static Uni<String> body(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            return Uni.createFrom().failure(new IllegalStateException("status " + response.statusCode()));
        }
        return response.body().map(Buffer::toString);
    }

    /** Keys of other kinds and uses are left out. */
    private static List<VerificationKey> parse(String json) {
        try {
            return new JsonWebKeySet(json)
                    .getJsonWebKeys().stream()
                            .filter(PublicJsonWebKey.class::isInstance)
                            .filter(key -> key.getUse() == null || "sig".equals(key.getUse()))
                            .map(key -> verificationKey((PublicJsonWebKey) key))
                            .flatMap(Optional::stream)
                            .toList();
        } catch (JoseException notJwks) {
            throw new IllegalStateException("not a set of keys", notJwks);
        }
    }

    private static Optional<VerificationKey> verificationKey(PublicJsonWebKey key) {
        try {
            return Optional.of(new VerificationKey(key.getKeyId(), key.getPublicKey()));
        } catch (IllegalArgumentException otherKind) {
            return Optional.empty();
        }
    }
}
