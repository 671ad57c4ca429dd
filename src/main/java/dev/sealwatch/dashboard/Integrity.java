package dev.sealwatch.dashboard;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;

/** The last verification that came to an end. @param result as it was answered, or null where it failed */
record Integrity(
        UUID verificationId,
        String state,
        Instant startedAt,
        @JsonRawValue String result,
        String error) {}
