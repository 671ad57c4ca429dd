package dev.sealwatch.security;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The local users and what they may do. */
@Path("/api/auth/users")
@RolesAllowed(Permission.MANAGE)
class UserResource {

    record NewUser(
            @NotNull @Pattern(regexp = Permission.NAME, message = Permission.NAME_EXPECTED) String username,

            @NotNull @Pattern(regexp = Passwords.TYPED, message = Passwords.TYPED_EXPECTED) String password,

            @NotNull Set<@NotNull @Pattern(regexp = Permission.ANY, message = Permission.ANY_EXPECTED) String> permissions) {}

    /** What is missing stays as it is. */
    record ChangedUser(
            @Pattern(regexp = Passwords.TYPED, message = Passwords.TYPED_EXPECTED) String password,

            Set<@NotNull @Pattern(regexp = Permission.ANY, message = Permission.ANY_EXPECTED) String> permissions) {}

    record Users(List<User> users) {}

    private final UserStore store;
    private final UserChanges changes;

    UserResource(UserStore store, UserChanges changes) {
        this.store = store;
        this.changes = changes;
    }

    @GET
    public Uni<Users> list() {
        return store.list().map(Users::new);
    }

    @POST
    @ResponseStatus(201)
    public Uni<User> create(@NotNull @Valid NewUser user, @Context RoutingContext context) {
        return changes.create(Access.caller(context), user);
    }

    @PUT
    @Path("{username}")
    public Uni<User> change(String username, @NotNull @Valid ChangedUser user, @Context RoutingContext context) {
        return changes.change(Access.caller(context), username, user);
    }

    @DELETE
    @Path("{username}")
    public Uni<Void> delete(String username, @Context RoutingContext context) {
        return changes.delete(Access.caller(context), username);
    }
}
