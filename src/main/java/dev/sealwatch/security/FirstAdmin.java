package dev.sealwatch.security;

import dev.sealwatch.platform.DataDirectory;
import dev.sealwatch.platform.IpAddress;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.UserResource.NewUser;
import io.quarkus.runtime.Quarkus;
import io.quarkus.vertx.http.HttpServerStart;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes the first user, who makes all others. */
@ApplicationScoped
class FirstAdmin {

    private static final Logger LOG = Logger.getLogger(FirstAdmin.class);
    private static final String NAME = "admin";
    private static final int PASSWORD_BYTES = 18;
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);
    private static final int BY_ANOTHER_REPLICA = 409;
    private static final int UNUSABLE = 400;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Who does what nobody asked for. */
    static final Caller SERVICE = new Caller("sealwatch", "sealwatch", Permission.ALL, IpAddress.of(LOOPBACK), null);

    private final UserStore users;
    private final UserChanges changes;
    private final SecurityConfig config;
    private final DataDirectory directory;
    private final Uni<Boolean> made;

    FirstAdmin(UserStore users, UserChanges changes, SecurityConfig config, DataDirectory directory) {
        this.users = users;
        this.changes = changes;
        this.config = config;
        this.directory = directory;
        this.made = Uni.createFrom().deferred(this::make).memoize().indefinitely();
    }

    /** Not before: a process that is still starting can't be stopped in good order. */
    void started(@ObservesAsync HttpServerStart event) {
        made.subscribe().with(done -> {}, FirstAdmin::refuseToStart);
    }

    /** Whether this start made the first user. */
    Uni<Boolean> made() {
        return made;
    }

    /** The password that was generated for want of a configured one. */
    Optional<String> generatedPassword() {
        return config.adminPassword().isPresent() ? Optional.empty() : Optional.of(password());
    }

    /** Retries for as long as the database is away. */
    private Uni<Boolean> make() {
        return users.isEmpty()
                .flatMap(empty -> empty ? create() : Uni.createFrom().item(false))
                .onFailure(FirstAdmin::passes)
                .invoke(cause -> LOG.warnf("The first user can't be made yet. cause=%s", cause.getMessage()))
                .onFailure(FirstAdmin::passes)
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .indefinitely();
    }

    private Uni<Boolean> create() {
        return changes.create(SERVICE, new NewUser(NAME, password(), Permission.ALL))
                .replaceWith(true)
                .onFailure(cause -> cause instanceof Refusal refusal && refusal.status() == BY_ANOTHER_REPLICA)
                .recoverWithItem(false);
    }

    /** @throws IllegalStateException where there is none, or none that may be used */
    void checkPassword() {
        try {
            Passwords.check(password());
        } catch (Refusal unusable) {
            throw new IllegalStateException("SEALWATCH_ADMIN_PASSWORD, of the first user, can't be used: "
                    + unusable.faults().get(0).detail() + " Choose another.");
        }
    }

    private String password() {
        return config.adminPassword()
                .orElseGet(() -> directory.secret("admin-password", "SEALWATCH_ADMIN_PASSWORD", FirstAdmin::random));
    }

    private static String random() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static boolean passes(Throwable cause) {
        boolean unset = cause instanceof IllegalStateException;
        boolean unusable = cause instanceof Refusal refusal && refusal.status() == UNUSABLE;
        return !unset && !unusable;
    }

    private static void refuseToStart(Throwable cause) {
        LOG.errorf(
                "There is no user yet, and the first one can't be made: %s SEALWATCH_ADMIN_PASSWORD "
                        + "has to hold a password of 12 to 72 bytes.",
                cause.getMessage());
        Quarkus.asyncExit(1);
    }
}
