package dev.sealwatch.security;

import dev.sealwatch.platform.Refusal;
import dev.sealwatch.platform.Uuid7;
import dev.sealwatch.security.ApiTokenResource.Shown;
import dev.sealwatch.security.AuditTrail.Change;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Makes and revokes the tokens of services, in force at once. */
@ApplicationScoped
class ApiTokens {

    private final ApiTokenStore store;
    private final TokenIssuer issuer;
    private final AuditTrail trail;
    private final Standings standings;
    private final Clock clock;

    ApiTokens(ApiTokenStore store, TokenIssuer issuer, AuditTrail trail, Standings standings, Clock clock) {
        this.store = store;
        this.issuer = issuer;
        this.trail = trail;
        this.standings = standings;
        this.clock = clock;
    }

    /** @param replace whether a token of that name that still counts is replaced or refused */
    Uni<Shown> create(Caller caller, String name, Set<String> permissions, Duration lifetime, boolean replace) {
        Instant now = clock.instant();
        ApiToken wanted = new ApiToken(
                Uuid7.at(now, 0), name, permissions, caller.principal(), now, now.plus(lifetime), null, null);
        String token = issuer.issue(wanted.principal(), new Standing(wanted.id(), permissions), lifetime);
        return trail.change(connection -> store.keep(connection, wanted, replace)
                        .map(kept -> kept.orElseThrow(() -> taken(name)))
                        .map(kept -> new Change<>(kept, event("siem_token_created", caller, kept))))
                .call(standings::refresh)
                .map(kept -> new Shown(kept, token));
    }

    Uni<Void> revoke(Caller caller, UUID id) {
        return trail.<Void>change(connection -> store.revoke(connection, id)
                        .map(revoked -> revoked.orElseThrow(() -> Refusal.notFound("token", id)))
                        .map(revoked -> new Change<>(null, event("siem_token_revoked", caller, revoked))))
                .chain(standings::refresh);
    }

    private static AuditEvent event(String category, Caller caller, ApiToken token) {
        Map<String, Object> details = Map.of(
                "name", token.name(),
                "id", token.id().toString(),
                "permissions", token.permissions().stream().sorted().toList(),
                "expires_at", token.expiresAt().toString());
        return AuditEvent.siem("info", category, "API token " + token.name(), caller, details);
    }

    private static Refusal taken(String name) {
        return Refusal.conflict(
                "token_name_taken", "A token named " + name + " still counts. Revoke it, or choose another name.");
    }
}
