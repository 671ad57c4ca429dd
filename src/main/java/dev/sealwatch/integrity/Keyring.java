package dev.sealwatch.integrity;

import dev.sealwatch.platform.DataDirectory;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The configured keys: one signs, all verify. An unfit secret stops the start. */
@Startup
@Singleton
class Keyring {

    private static final String SIGNS = "LOG_SIGNATURE_SECRET";
    private static final String VERIFIES = "LOG_SIGNATURE_SECRETS_VERIFY_ONLY";
    private static final int GENERATED_BYTES = 32;

    private final HmacKey signing;
    private final Map<String, HmacKey> byKid = new LinkedHashMap<>();

    Keyring(IntegrityConfig config, DataDirectory files) {
        this.signing = signing(config, files);
        Stream.concat(Stream.of(signing), verifyOnly(config)).forEach(key -> byKid.put(key.kid(), key));
    }

    HmacKey signing() {
        return signing;
    }

    Optional<HmacKey> of(String kid) {
        return Optional.ofNullable(byKid.get(kid));
    }

    List<String> kids() {
        return List.copyOf(byKid.keySet());
    }

    /** @throws IllegalStateException where there is no secret, or an unfit one; likewise below */
    static HmacKey signing(IntegrityConfig config, DataDirectory files) {
        String secret =
                config.secret().orElseGet(() -> files.secret("log-signature-secret", SIGNS, Keyring::randomSecret));
        return HmacKey.of(Secrets.checked(SIGNS, secret));
    }

    static Stream<HmacKey> verifyOnly(IntegrityConfig config) {
        return config.secretsVerifyOnly().map(text -> text.split(",", -1)).stream()
                .flatMap(Stream::of)
                .map(secret -> HmacKey.of(Secrets.checked(VERIFIES, secret)));
    }

    private static String randomSecret() {
        byte[] random = new byte[GENERATED_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
