package dev.sealwatch.security;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Tokens for services that send logs. */
@Path("/api/auth/tokens")
@RolesAllowed(Permission.MANAGE)
class ApiTokenResource {

    record NewToken(
            @NotNull @Pattern(regexp = Permission.NAME, message = Permission.NAME_EXPECTED) String name,

            @NotEmpty Set<@NotNull @Pattern(regexp = Permission.ANY, message = Permission.ANY_EXPECTED) String> permissions,

            @Positive Integer expiresInDays) {}

    /** With the token itself, for the only time. */
    record Shown(@JsonUnwrapped ApiToken kept, String token) {}

    record Listed(List<ApiToken> tokens) {}

    private final ApiTokenStore store;
    private final ApiTokens tokens;
    private final SecurityConfig config;

    ApiTokenResource(ApiTokenStore store, ApiTokens tokens, SecurityConfig config) {
        this.store = store;
        this.tokens = tokens;
        this.config = config;
    }

    @GET
    public Uni<Listed> list() {
        return store.list().map(Listed::new);
    }

    @POST
    @ResponseStatus(201)
    public Uni<Shown> create(@NotNull @Valid NewToken token, @Context RoutingContext context) {
        Caller caller = Access.caller(context);
        UserChange.refuseToGrant(caller, token.permissions());
        return tokens.create(caller, token.name(), token.permissions(), lifetime(token.expiresInDays(), config), false);
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> revoke(UUID id, @Context RoutingContext context) {
        return tokens.revoke(Access.caller(context), id);
    }

    /** @throws Refusal where it is too long */
    static Duration lifetime(Integer days, SecurityConfig config) {
        Duration lifetime = days == null ? config.tokenLifetime() : Duration.ofDays(days);
        if (lifetime.compareTo(config.maxTokenLifetime()) > 0) {
            throw Refusal.invalid(
                    "expires_in_days",
                    "At most " + config.maxTokenLifetime().toDays() + " days, not " + lifetime.toDays() + ".");
        }
        return lifetime;
    }
}
