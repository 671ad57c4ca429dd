package dev.sealwatch.integrity;

import dev.sealwatch.logs.LogBatch;
import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.platform.Refusal;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Signs entries as they are stored, and the batches they are stored in. Safe for any number of threads. */
@Singleton
public class Signer {

    private static final Logger LOG = Logger.getLogger(Signer.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);

    private final Keyring keys;
    private final SignatureKeyStore numbers;
    private final AtomicInteger keyNo = new AtomicInteger();

    Signer(Keyring keys, SignatureKeyStore numbers) {
        this.keys = keys;
        this.numbers = numbers;
    }

    /** Retries for as long as the database is away; until then nothing can be stored anyway. */
    void begin(@Observes StartupEvent start) {
        numbers.register(keys.kids())
                .chain(numbers::all)
                .map(this::ownNumber)
                .onFailure()
                .invoke(cause -> LOG.warnf("The signing keys are not registered yet cause=%s", cause.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LAST_RETRY)
                .indefinitely()
                .subscribe()
                .with(keyNo::set, cause -> LOG.error("The signing keys can't be registered", cause));
    }

    /**
     * The entry with its signature and leaf commit.
     *
     * @param entry complete: with its id and receive time
     */
    public LogBatch.Signed sign(LogEntry entry) {
        HmacKey key = keys.signing();
        byte[] bytes = EntryBytes.of(entry);
        byte[] signature = key.sign(bytes);
        return new LogBatch.Signed(entry, signature, Leaf.commit(bytes, signature, key.kid()));
    }

    /** The MAC of a batch of signed entries, in the order in which they are stored. */
    public byte[] mac(String writer, long writerSeq, Instant createdAt, List<LogBatch.Signed> entries) {
        List<byte[]> commits = entries.stream().map(LogBatch.Signed::leafCommit).toList();
        return keys.signing().mac(writer, writerSeq, createdAt, commits);
    }

    /**
     * The number that rows name the signing key by.
     *
     * @throws Refusal 503, until the key has been registered with the database at start
     */
    public int keyNo() {
        int number = keyNo.get();
        if (number == 0) {
            throw Refusal.unavailable("The signing key is not registered with the database yet.", 1);
        }
        return number;
    }

    private int ownNumber(Map<Integer, String> kids) {
        String own = keys.signing().kid();
        return kids.entrySet().stream()
                .filter(known -> known.getValue().equals(own))
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No number for key " + own));
    }
}
