package dev.sealwatch.security;

import dev.sealwatch.platform.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs the own issuer's tokens. */
@ApplicationScoped
class TokenIssuer {

    /** Names the holder's standing that the token was made for: a user's session, or the id of a service's token. */
    static final String SESSION = "sid";

    private final TokenKeys keys;
    private final JwtConfig config;
    private final Clock clock;

    TokenIssuer(TokenKeys keys, JwtConfig config, Clock clock) {
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    /** @param principal becomes {@code sub}. */
    String issue(String principal, Standing standing, Duration lifetime) {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(config.expectedIssuer());
        claims.setAudience(config.expectedAudience());
        claims.setSubject(principal);
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAt(NumericDate.fromMilliseconds(now.toEpochMilli()));
        claims.setExpirationTime(NumericDate.fromMilliseconds(now.plus(lifetime).toEpochMilli()));
        claims.setStringListClaim("groups", List.copyOf(standing.permissions()));
        claims.setStringClaim(SESSION, standing.session().toString());
        return sign(claims);
    }

    String sign(JwtClaims claims) {
        SigningKey key = keys.own().orElseThrow(TokenIssuer::signedElsewhere);
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(key.verification().algorithm());
        token.setKeyIdHeaderValue(key.verification().kid());
        token.setHeader("typ", "JWT");
        token.setKey(key.key());
        token.setPayload(claims.toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException broken) {
            throw new IllegalStateException("The token key does not sign", broken);
        }
    }

    private static Refusal signedElsewhere() {
        return Refusal.conflict("external_issuer", "Tokens come from an external issuer here; get one there.");
    }
}
