package dev.sealwatch.integrity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The secrets that sign entries, and how verification paces itself. */
@ConfigMapping(prefix = "sealwatch.integrity")
public interface IntegrityConfig {

    /** LOG_SIGNATURE_SECRET: signs and verifies; at least 32 bytes, no comma. */
    Optional<String> secret();

    /** LOG_SIGNATURE_SECRETS_VERIFY_ONLY: earlier secrets, and with replicas the coming one; separated by commas. */
    Optional<String> secretsVerifyOnly();

    /** How verifications pace and bound themselves. */
    VerificationConfig verification();

    /** How verifications pace and bound themselves. */
    interface VerificationConfig {

        /** A request waits this long for its answer; then it is told where to ask. Below the 30 s that proxies wait. */
        @WithDefault("20s")
        @DurationMin(nanos = 0)
        @DurationMax(minutes = 5)
        Duration answerWithin();

        /** Entries read and hashed at once; fewer where they are long, since memory has room for 16 MiB of them. */
        @WithDefault("2000")
        @Min(1) @Max(100_000) int chunk();

        /** Faults listed in an answer; the counts are exact. */
        @WithDefault("1000")
        @Min(1) @Max(100_000) int listed();

        /** Verifications at once on one replica: each keeps a core busy, and ingest needs the other. */
        @WithDefault("2")
        @Min(1) @Max(64) int atOnce();

        /** One that has not been heard of for this long died with its process. Chunks take far less. */
        @WithDefault("60s")
        @DurationMin(seconds = 1)
        @DurationMax(hours = 1)
        Duration interruptedAfter();
    }
}
