package dev.sealwatch.integrity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Runs verifications, whether or not the caller waits for the end, and remembers them. */
@Singleton
class Verifications {

    private static final Logger LOG = Logger.getLogger(Verifications.class);
    private static final int RETRY_AFTER_SECONDS = 10;

    private final Verifier verifier;
    private final VerificationStore store;
    private final ObjectMapper json;
    private final IntegrityConfig.VerificationConfig config;
    private final Clock clock;
    private final Semaphore places;

    Verifications(Verifier verifier, VerificationStore store, ObjectMapper json, IntegrityConfig config, Clock clock) {
        this.verifier = verifier;
        this.store = store;
        this.json = json;
        this.config = config.verification();
        this.clock = clock;
        this.places = new Semaphore(this.config.atOnce());
    }

    /** @param verdict empty while it goes on */
    record Answer(UUID id, Optional<Verdict> verdict) {}

    /** Begins one, and waits a while for its end; once it is answered, it can be found. */
    Uni<Answer> verify(Selection selection, String requestedBy) {
        if (!places.tryAcquire()) {
            throw Refusal.tooMany(
                    config.atOnce() + " verifications are running here already. See /api/siem/verifications.",
                    RETRY_AFTER_SECONDS);
        }
        UUID id = UUID.randomUUID();
        Uni<Void> begun =
                store.begin(id, requestedBy, text(selection)).memoize().indefinitely();
        Uni<Verdict> run = begun.chain(() -> run(id, selection))
                .onTermination()
                .invoke(() -> places.release())
                .memoize()
                .indefinitely();
        run.subscribe()
                .with(
                        verdict -> LOG.infof(
                                "Verification ended id=%s total=%d tampered=%d missing=%d inserted=%d",
                                id, verdict.total(), verdict.tampered(), verdict.missing(), verdict.inserted()),
                        cause -> LOG.errorf(cause, "Verification failed id=%s", id));
        return begun.chain(() -> run.map(Optional::of)
                        .ifNoItem()
                        .after(config.answerWithin())
                        .recoverWithItem(Optional.empty()))
                .map(verdict -> new Answer(id, verdict));
    }

    Uni<VerificationRun> find(UUID id) {
        return store.find(id)
                .map(found -> found.map(this::asOfNow).orElseThrow(() -> Refusal.notFound("verification", id)));
    }

    Uni<List<VerificationRun>> latest(int limit, int offset) {
        return store.latest(limit, offset)
                .map(runs -> runs.stream().map(this::asOfNow).toList());
    }

    private Uni<Verdict> run(UUID id, Selection selection) {
        return verifier.verify(selection, progress -> store.progress(id, progress))
                .call(verdict -> store.done(id, text(verdict)))
                .onFailure()
                .call(() -> store.failed(id, "It stopped at a failure, which is in the log of the service.")
                        .onFailure()
                        .recoverWithNull());
    }

    private VerificationRun asOfNow(VerificationRun run) {
        return run.asOf(clock.instant().minus(config.interruptedAfter()));
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("What is stored of a verification is plain data", bug);
        }
    }
}
