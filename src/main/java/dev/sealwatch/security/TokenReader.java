package dev.sealwatch.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Clock;
import java.time.Duration;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** Verifies a token: signature, issuer, audience and times. Key material in its header ({@code jku}, {@code jwk}, {@code x5u}) is not looked at. */
@Alternative
@Priority(1)
@ApplicationScoped
class TokenReader extends JWTCallerPrincipalFactory {

    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.EDDSA);
    private static final int VERIFIED_TOKENS = 10_000;
    private static final Duration VERIFIED_FOR = Duration.ofMinutes(1);

    private final TokenKeys keys;
    private final JwtConfig config;
    private final Clock clock;
    /** A sender shows the same token a hundred times a second; keys that were withdrawn are forgotten after a minute. */
    private final Cache<String, JwtClaims> verified = Caffeine.newBuilder()
            .maximumSize(VERIFIED_TOKENS)
            .expireAfterWrite(VERIFIED_FOR)
            .build();

    TokenReader(TokenKeys keys, JwtConfig config, Clock clock) {
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo unused) throws ParseException {
        try {
            JwtClaims known = verified.getIfPresent(token);
            JwtClaims claims = known == null ? verify(token) : known;
            TokenClaims.refuseUnlessPlain(claims);
            TokenClaims.refuseUnlessCurrent(claims, clock.instant(), config.clockSkew());
            verified.put(token, claims);
            return new DefaultJWTCallerPrincipal(token, "JWT", claims);
        } catch (InvalidJwtException | MalformedClaimException | ArithmeticException refused) {
            // The library reckons with times before it looks at their size.
            throw new ParseException("The token can't be trusted", refused);
        }
    }

    private JwtClaims verify(String token) throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setVerificationKeyResolver(keys)
                .setExpectedIssuer(config.expectedIssuer())
                .setExpectedAudience(config.expectedAudience())
                .setRequireSubject()
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .setAllowedClockSkewInSeconds((int) config.clockSkew().toSeconds())
                .build()
                .processToClaims(token);
    }
}
