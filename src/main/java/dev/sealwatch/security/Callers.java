package dev.sealwatch.security;

import dev.sealwatch.platform.ClientAddress;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells from a request who sent it. */
@ApplicationScoped
class Callers {

    private final ClientAddress addresses;
    private final HttpAuthenticator authenticator;
    private final TokenKeys keys;
    private final JwtConfig config;

    Callers(ClientAddress addresses, HttpAuthenticator authenticator, TokenKeys keys, JwtConfig config) {
        this.addresses = addresses;
        this.authenticator = authenticator;
        this.keys = keys;
        this.config = config;
    }

    Caller anonymous(HttpServerRequest request) {
        return new Caller(null, null, Set.of(), addresses.of(request), request.getHeader("User-Agent"));
    }

    /** Fails with {@link AuthenticationFailedException} where there is no token that counts. */
    Uni<Caller> identify(RoutingContext context) {
        Session.unwrap(context);
        List<String> headers = context.request().headers().getAll("Authorization");
        if (headers.size() != 1) {
            return Uni.createFrom().failure(new AuthenticationFailedException("One Authorization header, please"));
        }
        return keys.prepare(kid(headers.get(0)))
                // Asked directly: the framework's own way would answer a refusal before we can count it.
                .flatMap(ready -> authenticator.attemptAuthentication(context))
                .map(identity -> caller(context, identity));
    }

    private Caller caller(RoutingContext context, SecurityIdentity identity) {
        if (identity == null || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            throw new AuthenticationFailedException("Nobody is named");
        }
        QuarkusHttpUser.setIdentity(identity, context);
        Caller unnamed = Access.anyone(context);
        return new Caller(
                Token.principal(token, config.isExternal()),
                Token.name(token, config.isExternal()),
                identity.getRoles(),
                unnamed.address(),
                unnamed.userAgent());
    }

    /** What the token says its key is called, before anything of it is believed; null when it says nothing. */
    private static String kid(String authorization) {
        try {
            String token = authorization.substring(authorization.indexOf(' ') + 1);
            byte[] header = Base64.getUrlDecoder().decode(token.substring(0, Math.max(0, token.indexOf('.'))));
            return new JsonObject(Buffer.buffer(header)).getString("kid");
        } catch (IllegalArgumentException | DecodeException | ClassCastException noToken) {
            return null;
        }
    }
}
