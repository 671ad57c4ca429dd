package dev.sealwatch.security;

import dev.sealwatch.platform.Refusal;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Passwords as bcrypt hashes. Hashing is slow on purpose, so it has threads of its own and a short queue. */
@ApplicationScoped
class Passwords {

    static final int MIN_BYTES = 12;

    /** What bcrypt looks at; a longer one would be cut without a word. */
    static final int MAX_BYTES = 72;

    /** What somebody can type: no control characters, of which U+0000 even ends a bcrypt password. */
    static final String TYPED = "\\P{Cntrl}*";

    static final String TYPED_EXPECTED = "Expected text that can be typed, without control characters.";

    private final WorkerExecutor threads;
    private final SecurityConfig config;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Uni<String> hashOfNobody;

    Passwords(Vertx vertx, SecurityConfig config) {
        this.threads = vertx.createSharedWorkerExecutor("passwords", config.passwordThreads());
        this.config = config;
        // Hashing takes long, and whoever asks first may stand on an event loop.
        this.hashOfNobody = threads.executeBlocking(() -> BcryptUtil.bcryptHash("nobody", config.bcryptCost()), false)
                .memoize()
                .indefinitely();
    }

    /** Fails with a refusal where the password is too short or too long. */
    Uni<String> hash(String password) {
        check(password);
        return offload(() -> BcryptUtil.bcryptHash(password, config.bcryptCost()));
    }

    /** @throws Refusal 400 for one that is too short, too long or can't be typed */
    static void check(String password) {
        int bytes = bytes(password);
        if (bytes < MIN_BYTES || bytes > MAX_BYTES) {
            throw Refusal.invalid("password", "A password has 12 to 72 bytes of UTF-8, this one " + bytes + ".");
        }
        if (!password.matches(TYPED)) {
            throw Refusal.invalid("password", TYPED_EXPECTED);
        }
    }

    /** @param hash null for a user who does not exist: that takes as long and is never right. */
    Uni<Boolean> matches(String password, String hash) {
        boolean possible = hash != null && bytes(password) <= MAX_BYTES;
        return hashOfNobody.flatMap(nobody ->
                offload(() -> BcryptUtil.matches(possible ? password : "x", possible ? hash : nobody) && possible));
    }

    private <T> Uni<T> offload(Callable<T> work) {
        return Uni.createFrom().deferred(() -> {
            if (waiting.incrementAndGet() > config.passwordQueue()) {
                waiting.decrementAndGet();
                return Uni.createFrom()
                        .failure(Refusal.unavailable("Too many sign-ins at once; try again in a few seconds.", 3));
            }
            return threads.executeBlocking(() -> counted(work), false);
        });
    }

    /** Who goes away stops waiting, but not the work: it counts until it is done. */
    private <T> T counted(Callable<T> work) throws Exception {
        try {
            return work.call();
        } finally {
            waiting.decrementAndGet();
        }
    }

    private static int bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length;
    }
}
