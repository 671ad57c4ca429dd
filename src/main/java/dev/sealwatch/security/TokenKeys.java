package dev.sealwatch.security;

import dev.sealwatch.platform.DataDirectory;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/** The keys whose tokens count here, and the own one that signs. */
@Startup
@ApplicationScoped
class TokenKeys implements VerificationKeyResolver {

    private final Optional<SigningKey> own;
    private final List<VerificationKey> fixed;
    private final Jwks jwks;

    TokenKeys(JwtConfig config, DataDirectory directory, Jwks jwks) {
        this.own = own(config, directory);
        this.fixed = own.map(key -> List.of(key.verification())).orElseGet(() -> publicKey(config));
        this.jwks = jwks;
    }

    /** @throws IllegalStateException where a setting is missing or is no key; likewise below */
    static Optional<SigningKey> own(JwtConfig config, DataDirectory directory) {
        return config.isExternal() ? Optional.empty() : Optional.of(ownKey(config, directory));
    }

    private static SigningKey ownKey(JwtConfig config, DataDirectory directory) {
        String setting = "SEALWATCH_JWT_PRIVATE_KEY (or _PUBLIC_KEY, or _JWKS_URL of an external issuer)";
        String pem = config.privateKey().orElseGet(() -> directory.secret("jwt.pem", setting, SigningKey::generate));
        return SigningKey.ofPem(pem, "SEALWATCH_JWT_PRIVATE_KEY");
    }

    static List<VerificationKey> publicKey(JwtConfig config) {
        if (config.privateKey().isPresent()
                || config.issuer().isEmpty()
                || config.audience().isEmpty()) {
            throw new IllegalStateException("An external issuer (SEALWATCH_JWT_PUBLIC_KEY or _JWKS_URL) needs "
                    + "SEALWATCH_JWT_ISSUER and _AUDIENCE, and SEALWATCH_JWT_PRIVATE_KEY has to be unset.");
        }
        String setting = "SEALWATCH_JWT_PUBLIC_KEY";
        return config.publicKey().map(pem -> new VerificationKey(null, Pem.publicKey(pem, setting))).stream()
                .toList();
    }

    /** The key that new tokens are signed with; none where an external issuer does that. */
    Optional<SigningKey> own() {
        return own;
    }

    /** Has the key of that name at hand, as far as it can be had, before a token is verified with it. */
    Uni<Void> prepare(String kid) {
        return own.isPresent() ? Uni.createFrom().voidItem() : jwks.prepare(kid);
    }

    @Override
    public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        String kid = own.isPresent() ? null : token.getKeyIdHeaderValue();
        String algorithm = token.getAlgorithmHeaderValue();
        return Stream.concat(fixed.stream(), jwks.keys().stream())
                .filter(key -> key.fits(kid, algorithm))
                .findFirst()
                .map(VerificationKey::key)
                .orElseThrow(() -> new UnresolvableKeyException("No key of that name and algorithm"));
    }
}
