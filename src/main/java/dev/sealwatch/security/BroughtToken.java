package dev.sealwatch.security;

import dev.sealwatch.platform.Refusal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Makes a browser's session of a token that its holder brings along, as where an external issuer gives them out. */
@ApplicationScoped
class BroughtToken {

    private static final Pattern FORM = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+=*");

    /** Browsers keep a name and a value of 4,096 bytes together (RFC 6265bis). */
    private static final int LONGEST = 4_080;

    private final Callers callers;
    private final Attempts attempts;
    private final JwtConfig jwt;
    private final SecurityConfig config;
    private final Clock clock;

    BroughtToken(Callers callers, Attempts attempts, JwtConfig jwt, SecurityConfig config, Clock clock) {
        this.callers = callers;
        this.attempts = attempts;
        this.jwt = jwt;
        this.config = config;
        this.clock = clock;
    }

    /** Who gives out the tokens by which people sign in, or null where they have passwords. */
    String issuer() {
        return jwt.isExternal() ? jwt.expectedIssuer() : null;
    }

    /** Holds the token to what any request's is held to. Fails with a refusal of 401 or 413. */
    Uni<Void> begin(RoutingContext context, String token) {
        Caller stranger = Access.anyone(context);
        if (token.length() > LONGEST) {
            return Uni.createFrom().failure(Refusal.of(413, "too_long", "No browser keeps a token of that length."));
        }
        if (!FORM.matcher(token).matches()) {
            return Uni.createFrom().failure(() -> refused(stranger));
        }
        context.request().headers().set("Authorization", "Bearer " + token);
        return callers.identify(context)
                .onFailure(AuthenticationFailedException.class)
                .transform(unknown -> refused(stranger))
                .invoke(caller -> {
                    Session.begin(context, token, left(context));
                    attempts.succeeded(caller);
                })
                .replaceWithVoid();
    }

    /** No longer than the token itself. */
    private Duration left(RoutingContext context) {
        var holder = ((QuarkusHttpUser) context.user()).getSecurityIdentity();
        long end = ((JsonWebToken) holder.getPrincipal()).getExpirationTime();
        Duration left = Duration.between(clock.instant(), Instant.ofEpochSecond(end));
        return left.compareTo(config.session()) < 0 ? left : config.session();
    }

    private Refusal refused(Caller stranger) {
        attempts.failed(stranger, "bad_credentials");
        return Refusal.unauthenticated("The token does not count here.");
    }
}
