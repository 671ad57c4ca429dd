package dev.sealwatch.security;

import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Gives a session for a name and a password, and says what became of every attempt. */
@ApplicationScoped
class SignIn {

    /** The answer to a sign-in (RFC 6750). */
    record Signed(String token, String tokenType, long expiresIn, Set<String> permissions) {}

    private final UserStore users;
    private final Passwords passwords;
    private final TokenIssuer issuer;
    private final Attempts attempts;
    private final SecurityConfig config;

    SignIn(UserStore users, Passwords passwords, TokenIssuer issuer, Attempts attempts, SecurityConfig config) {
        this.users = users;
        this.passwords = passwords;
        this.issuer = issuer;
        this.attempts = attempts;
        this.config = config;
    }

    /** Fails with a refusal of 401, or of 429 where too many tried with this name. */
    Uni<Signed> session(RoutingContext context, String username, String password) {
        Caller caller = trying(context, username);
        return Uni.createFrom().deferred(() -> {
            attempts.toAccount(context, caller);
            return checked(caller, password);
        });
    }

    private Uni<Signed> checked(Caller caller, String password) {
        return account(caller.name())
                .flatMap(account -> passwords
                        .matches(
                                password,
                                account.map(UserStore.Account::passwordHash).orElse(null))
                        .map(right -> answer(caller, account.filter(found -> right))));
    }

    /** What can't be a name needs no asking; PostgreSQL would even fail at a NUL. */
    private Uni<Optional<UserStore.Account>> account(String name) {
        return name.matches(Permission.NAME)
                ? users.account(name)
                : Uni.createFrom().item(Optional.empty());
    }

    private Signed answer(Caller caller, Optional<UserStore.Account> account) {
        Standing standing = account.map(UserStore.Account::standing).orElseThrow(() -> refused(caller));
        String principal = "user:" + caller.name();
        String token = issuer.issue(principal, standing, config.session());
        Caller known =
                new Caller(principal, caller.name(), standing.permissions(), caller.address(), caller.userAgent());
        attempts.succeeded(known);
        return new Signed(token, "Bearer", config.session().toSeconds(), standing.permissions());
    }

    private Refusal refused(Caller caller) {
        attempts.failed(caller, "bad_credentials");
        return Refusal.unauthenticated("The username or the password is wrong.");
    }

    /** Whoever tries, named as he names himself. */
    private static Caller trying(RoutingContext context, String username) {
        Caller unnamed = Access.anyone(context);
        String name = username.strip().toLowerCase(Locale.ROOT);
        return new Caller(null, name, Set.of(), unnamed.address(), unnamed.userAgent());
    }
}
