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

    private final SigningKey signing;
    private final Map<String, SigningKey> byKid = new LinkedHashMap<>();

    Keyring(IntegrityConfig config, DataDirectory files) {
        this.signing = signing(config, files);
        Stream.concat(Stream.of(signing), verifyOnly(config)).forEach(key -> byKid.put(key.kid(), key));
    }

    SigningKey signing() {
        return signing;
    }

    Optional<SigningKey> of(String kid) {
        return Optional.ofNullable(byKid.get(kid));
    }

    List<String> kids() {
        return List.copyOf(byKid.keySet());
    }

    /** @throws IllegalStateException where there is no secret, or an unfit one; likewise below */
    static SigningKey signing(IntegrityConfig config, DataDirectory files) {
        String secret =
                config.secret().orElseGet(() -> files.secret("log-signature-secret", SIGNS, Keyring::randomSecret));
        return SigningKey.of(Secrets.checked(SIGNS, secret));
    }

    static Stream<SigningKey> verifyOnly(IntegrityConfig config) {
        return config.secretsVerifyOnly().map(text -> text.split(",", -1)).stream()
                .flatMap(Stream::of)
                .map(secret -> SigningKey.of(Secrets.checked(VERIFIES, secret)));
    }

    private static String randomSecret() {
        byte[] random = new byte[GENERATED_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
