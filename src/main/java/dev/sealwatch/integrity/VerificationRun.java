package dev.sealwatch.integrity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * One verification in the history.
 *
 * @param updatedAt when it was last heard of
 * @param checked entries so far, of those {@code expected}; 0 where that is not known beforehand
 * @param selection what was asked for
 * @param result null until it is done
 */
@RegisterForReflection
record VerificationRun(
        UUID id,
        State state,
        String requestedBy,
        Instant startedAt,
        Instant updatedAt,
        long checked,
        long expected,
        @JsonRawValue String selection,
        @JsonRawValue String result,
        String error) {

    /** Where it stands. */
    enum State {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE,
        @JsonProperty("failed")
        FAILED,
        /** Its process ended before it did. */
        @JsonProperty("interrupted")
        INTERRUPTED;

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** A run that nobody has reported on since then is no longer one. */
    VerificationRun asOf(Instant lastSign) {
        return state == State.RUNNING && updatedAt.isBefore(lastSign)
                ? new VerificationRun(
                        id,
                        State.INTERRUPTED,
                        requestedBy,
                        startedAt,
                        updatedAt,
                        checked,
                        expected,
                        selection,
                        result,
                        error)
                : this;
    }
}
