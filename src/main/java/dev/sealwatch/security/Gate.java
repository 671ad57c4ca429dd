package dev.sealwatch.security;

import dev.sealwatch.platform.ClientAddress;
import dev.sealwatch.platform.Problems;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Where every request to the API comes by first: who is it, and may he ask once more? */
@ApplicationScoped
class Gate {

    /** After the server knows how to authenticate (-200), before everything that answers (from 0 on). */
    private static final int ORDER = -50;

    private final ClientAddress addresses;
    private final IdentityProviderManager identities;

    Gate(ClientAddress addresses, IdentityProviderManager identities) {
        this.addresses = addresses;
        this.identities = identities;
    }

    void register(@Observes Router router) {
        router.route("/api/*").order(ORDER).handler(this::enter);
    }

    private void enter(RoutingContext context) {
        QuarkusHttpUser.getSecurityIdentity(context, identities)
                .subscribe()
                .with(identity -> admit(context, identity), failure -> Problems.answer(context, failure));
    }

    private void admit(RoutingContext context, SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            String agent = context.request().getHeader("User-Agent");
            Caller caller = new Caller(
                    token.getSubject(),
                    token.getSubject(),
                    identity.getRoles(),
                    addresses.of(context.request()),
                    agent);
            Access.enter(context, caller);
        }
        context.next();
    }
}
