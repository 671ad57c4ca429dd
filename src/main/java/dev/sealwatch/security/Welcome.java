package dev.sealwatch.security;

import dev.sealwatch.platform.PlatformConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.HttpServerStart;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;

/** Tells whoever tries the service out how to sign in and how to send a first log. Never where it runs in earnest. */
@ApplicationScoped
class Welcome {

    private static final Logger LOG = Logger.getLogger(Welcome.class);
    private static final String NAME = "welcome";
    private static final Duration VALID = Duration.ofHours(24);
    private static final String FIRST_LOG = """
            Send a first log (the token is good for a day):
            curl -sS %s/api/siem/logs -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' \
            -d '{"source":"application","level":"info","category":"hello","message":"Hello, Sealwatch"}'
            Or sign in at %s and let the first page play a demonstration: four attacks in ordinary traffic.""";

    private final FirstAdmin admin;
    private final ApiTokens tokens;
    private final JwtConfig jwt;
    private final boolean trial;

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LAST_RETRY = Duration.ofSeconds(2);
    private static final int TRIES = 20;

    Welcome(FirstAdmin admin, ApiTokens tokens, JwtConfig jwt, PlatformConfig platform) {
        this.admin = admin;
        this.tokens = tokens;
        this.jwt = jwt;
        this.trial = platform.embedded() || LaunchMode.current() == LaunchMode.DEVELOPMENT;
    }

    void listening(@ObservesAsync HttpServerStart server) {
        if (trial && !jwt.isExternal()) {
            String url = (server.options().isSsl() ? "https" : "http") + "://localhost:"
                    + server.options().getPort();
            admin.made()
                    .invoke(this::tellPassword)
                    .chain(this::token)
                    .subscribe()
                    .with(
                            token -> LOG.infof("Sealwatch listens at %s%n" + FIRST_LOG, url, url, token, url),
                            cause -> LOG.warnf("No token to try the service with cause=%s", cause.getMessage()));
        }
    }

    /** In the first moments sources and signing keys may not be loaded yet. */
    private Uni<String> token() {
        return Uni.createFrom()
                .deferred(() -> tokens.create(FirstAdmin.SERVICE, NAME, Set.of(Permission.INGEST), VALID, true))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .atMost(TRIES)
                .map(ApiTokenResource.Shown::token);
    }

    /** Only by the start that made it: afterwards it may have been changed. */
    private void tellPassword(boolean made) {
        if (made) {
            admin.generatedPassword()
                    .ifPresent(password -> LOG.infof(
                            "Sign in as admin with the password %s, kept in keys/admin-password of the data directory",
                            password));
        }
    }
}
