package dev.sealwatch.security;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Signing in and out. */
@Path("/api/auth")
class LoginResource {

    record Credentials(
            @NotBlank @Size(max = 256) String username,

            @NotNull @Size(max = 1024) @Pattern(regexp = Passwords.TYPED, message = Passwords.TYPED_EXPECTED) String password) {}

    private final SignIn signIn;
    private final SignOut signOut;

    LoginResource(SignIn signIn, SignOut signOut) {
        this.signIn = signIn;
        this.signOut = signOut;
    }

    @POST
    @Path("login")
    @PermitAll
    public Uni<SignIn.Signed> login(@NotNull @Valid Credentials credentials, @Context RoutingContext context) {
        return signIn.session(context, credentials.username(), credentials.password());
    }

    @POST
    @Path("logout")
    @Authenticated
    public Uni<Void> logout(@Context SecurityContext security, @Context RoutingContext context) {
        return signOut.of((JsonWebToken) security.getUserPrincipal(), Access.caller(context));
    }
}
