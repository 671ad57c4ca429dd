package dev.sealwatch.security;

import dev.sealwatch.platform.DataDirectory;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.util.List;

/** Whether tokens can be signed or verified, and whether there is a password for the first user where there is none yet. */
@Singleton
class AccessCheck implements Refusal.OfStart {

    private static final String NO_SUCH_TABLE = "42P01";

    private final JwtConfig jwt;
    private final SecurityConfig config;
    private final DataDirectory directory;
    private final UserStore users;
    private final FirstAdmin admin;

    AccessCheck(JwtConfig jwt, SecurityConfig config, DataDirectory directory, UserStore users, FirstAdmin admin) {
        this.jwt = jwt;
        this.config = config;
        this.directory = directory;
        this.users = users;
        this.admin = admin;
    }

    @Override
    public Uni<List<String>> refusals() {
        return nobodyYet()
                .map(empty -> Refusal.OfStart.ofAttempts(
                        this::checkTokenKeys,
                        this::checkJwksUrl,
                        this::checkLifetimes,
                        empty ? admin::checkPassword : () -> {}));
    }

    private void checkTokenKeys() {
        if (TokenKeys.own(jwt, directory).isEmpty()) {
            TokenKeys.publicKey(jwt);
        }
    }

    private void checkJwksUrl() {
        jwt.jwksUrl()
                .filter(url -> !String.valueOf(url.getScheme()).matches("https?") || url.getHost() == null)
                .ifPresent(url -> {
                    throw new IllegalStateException("SEALWATCH_JWT_JWKS_URL is no address of keys: " + url
                            + ". Write it as https://host/path.");
                });
    }

    private void checkLifetimes() {
        if (config.tokenLifetime().compareTo(config.maxTokenLifetime()) > 0) {
            throw new IllegalStateException("SEALWATCH_SECURITY_TOKEN_LIFETIME (" + config.tokenLifetime()
                    + ") is longer than SEALWATCH_SECURITY_MAX_TOKEN_LIFETIME (" + config.maxTokenLifetime()
                    + "). Shorten the one or lengthen the other.");
        }
    }

    /** Before the first migration there are no users; while the database is away, others say so. */
    private Uni<Boolean> nobodyYet() {
        return users.isEmpty()
                .onFailure(cause -> cause instanceof PgException refused && NO_SUCH_TABLE.equals(refused.getSqlState()))
                .recoverWithItem(true)
                .onFailure()
                .recoverWithItem(false);
    }
}
