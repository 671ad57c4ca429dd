package dev.sealwatch.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Whose tokens count: this service's own, or those of one external issuer. All replicas share it. */
@ConfigMapping(prefix = "sealwatch.jwt")
public interface JwtConfig {

    /** PEM (PKCS#8) of the own issuer's key: RSA signs RS256, EC P-256 ES256, Ed25519 EdDSA. */
    Optional<String> privateKey();

    /** PEM of an external issuer's key, of the same three kinds. */
    Optional<String> publicKey();

    /** The external issuer's keys; only {@code kid}s found here are trusted. */
    Optional<URI> jwksUrl();

    /** {@code iss}; required for an external issuer, otherwise {@code sealwatch}. */
    Optional<String> issuer();

    /** {@code aud}; required for an external issuer, otherwise {@code sealwatch}. */
    Optional<String> audience();

    /** How far the clocks of two machines kept by NTP may lie apart, with a wide margin. */
    @WithDefault("10s")
    @DurationMin(nanos = 0)
    @DurationMax(minutes = 5)
    Duration clockSkew();

    /** Issuers publish a new key hours before they use it. */
    @WithDefault("5m")
    @DurationMin(seconds = 1)
    @DurationMax(days = 1)
    Duration jwksRefresh();

    /** An unknown {@code kid} makes the keys load again, but strangers can't make us call the issuer more often than this. */
    @WithDefault("10s")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration jwksReloadPause();

    /** Longer than any healthy issuer takes, shorter than a sender's patience. */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 1)
    Duration jwksTimeout();

    default String expectedIssuer() {
        return issuer().orElse("sealwatch");
    }

    default String expectedAudience() {
        return audience().orElse("sealwatch");
    }

    default boolean isExternal() {
        return publicKey().isPresent() || jwksUrl().isPresent();
    }
}
