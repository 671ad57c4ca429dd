package dev.sealwatch.integrity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The outcome of a verification.
 *
 * @param total entries found that match the selection, and those with a fault in the batches that it touches
 * @param tampered entries and batches that are not as they were stored
 * @param pending checked, but under no checkpoint yet, and so not safe from who holds the secret; they count in the other
 *     numbers too
 * @param purged removed when they were due; in the batches touched, like missing and inserted
 * @param tamperedLogs the first of the faults, in order of batch and position; the counts are exact
 * @param sealedTo null while nothing is sealed, like {@code checkpoint}
 * @param rollbackExcluded false as long as no checkpoint from outside the database was compared
 */
@RegisterForReflection
record Verdict(
        long total,
        long verified,
        long tampered,
        long missing,
        long inserted,
        long pending,
        long purged,
        long unknownKey,
        List<Fault> tamperedLogs,
        @JsonInclude(JsonInclude.Include.ALWAYS) Long sealedTo,
        @JsonInclude(JsonInclude.Include.ALWAYS) String checkpoint,
        boolean rollbackExcluded,
        long durationMs) {

    /** How many faults it counted, of any kind. */
    public long wrong() {
        return tampered + missing + inserted;
    }
}
