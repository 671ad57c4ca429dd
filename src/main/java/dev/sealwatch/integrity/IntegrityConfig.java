package dev.sealwatch.integrity;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The secrets that sign entries, and how verification paces itself. */
@ConfigMapping(prefix = "sealwatch.integrity")
public interface IntegrityConfig {

    /** LOG_SIGNATURE_SECRET: signs and verifies; at least 32 bytes, no comma. */
    Optional<String> secret();

    /** LOG_SIGNATURE_SECRETS_VERIFY_ONLY: earlier secrets, and with replicas the coming one; separated by commas. */
    Optional<String> secretsVerifyOnly();
}
