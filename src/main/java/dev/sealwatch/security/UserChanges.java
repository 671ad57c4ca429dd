package dev.sealwatch.security;

import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.AuditTrail.Change;
import dev.sealwatch.security.UserResource.ChangedUser;
import dev.sealwatch.security.UserResource.NewUser;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Changes of users, each one transaction with the entry that tells of it, in force at once. */
@ApplicationScoped
class UserChanges {

    private final UserStore store;
    private final Passwords passwords;
    private final AuditTrail trail;
    private final Standings standings;

    UserChanges(UserStore store, Passwords passwords, AuditTrail trail, Standings standings) {
        this.store = store;
        this.passwords = passwords;
        this.trail = trail;
        this.standings = standings;
    }

    Uni<User> create(Caller caller, NewUser user) {
        UserChange.refuseToGrant(caller, user.permissions());
        return passwords
                .hash(user.password())
                .flatMap(hash ->
                        trail.change(connection -> store.create(connection, user.username(), hash, user.permissions())
                                .map(created -> created.orElseThrow(() -> taken(user.username())))
                                .map(created -> new Change<>(created, event("siem_user_created", caller, created)))))
                .call(standings::refresh);
    }

    Uni<User> change(Caller caller, String username, ChangedUser user) {
        Uni<String> hash = user.password() == null ? Uni.createFrom().nullItem() : passwords.hash(user.password());
        return hash.flatMap(made ->
                        trail.change(connection -> changed(connection, caller, username, user.permissions(), made)))
                .call(standings::refresh);
    }

    private Uni<Change<User>> changed(
            SqlConnection connection, Caller caller, String username, Set<String> permissions, String hash) {
        return store.lockWithManagers(connection, username)
                .invoke(users -> new UserChange(caller, username, users, permissions, hash != null).allowed())
                .flatMap(users -> store.change(connection, username, permissions, hash))
                .map(user -> {
                    AuditEvent event = event("siem_user_changed", caller, user);
                    event.details().put("password_changed", hash != null);
                    return new Change<>(user, event);
                });
    }

    Uni<Void> delete(Caller caller, String username) {
        return trail.<Void>change(connection -> store.lockWithManagers(connection, username)
                        .map(users -> new UserChange(caller, username, users, Set.of(), false).allowed())
                        .flatMap(user -> store.delete(connection, username)
                                .map(gone -> new Change<>(null, event("siem_user_deleted", caller, user)))))
                .chain(standings::refresh);
    }

    static AuditEvent event(String category, Caller caller, User user) {
        Map<String, Object> details = new TreeMap<>();
        details.put("username", user.username());
        details.put("permissions", user.permissions().stream().sorted().toList());
        return AuditEvent.siem("info", category, "User " + user.username(), caller, details);
    }

    private static Refusal taken(String username) {
        return Refusal.conflict("username_taken", "There is a user " + username + " already.");
    }
}
