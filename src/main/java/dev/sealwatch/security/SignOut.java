package dev.sealwatch.security;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Ends a session before its time. */
@ApplicationScoped
class SignOut {

    private final AuditTrail trail;
    private final StandingStore store;
    private final Standings standings;
    private final JwtConfig config;

    SignOut(AuditTrail trail, StandingStore store, Standings standings, JwtConfig config) {
        this.trail = trail;
        this.store = store;
        this.standings = standings;
        this.config = config;
    }

    Uni<Void> of(JsonWebToken token, Caller caller) {
        Instant useless = Instant.ofEpochSecond(token.getExpirationTime()).plus(config.clockSkew());
        AuditEvent event = AuditEvent.signIn("info", "logout", caller, Map.of());
        return trail.<Void>change(connection -> store.revoke(connection, Token.id(token), caller.principal(), useless)
                        .map(done -> new AuditTrail.Change<>(null, event)))
                .chain(standings::refresh);
    }
}
