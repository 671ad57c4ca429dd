package dev.sealwatch.security;

import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;

/** Whether the claims of a token whose signature is right can be worked with, and hold now. */
final class TokenClaims {

    /** What becomes a principal, a name or the key of a revocation. */
    private static final List<String> TEXTS = List.of("sub", "jti", "upn", "preferred_username");

    /** The end of the years that RFC 3339 can write. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private TokenClaims() {}

    /** Asked of {@code iat} too, which the library lets lie in the future. */
    static void refuseUnlessCurrent(JwtClaims claims, Instant now, Duration skew)
            throws MalformedClaimException, ParseException {
        Instant latestStart = now.plus(skew);
        boolean over = at(claims.getExpirationTime()).isBefore(now.minus(skew));
        boolean early = starts(claims.getNotBefore()).isAfter(latestStart);
        boolean unborn = starts(claims.getIssuedAt()).isAfter(latestStart);
        if (over || early || unborn) {
            throw new ParseException("The token's time is over or has not come");
        }
    }

    /** No text that PostgreSQL can't store, or that two of become the same. */
    static void refuseUnlessPlain(JwtClaims claims) throws ParseException {
        for (String name : TEXTS) {
            Object value = claims.getClaimValue(name);
            if (value != null && !(value instanceof String text && isPlain(text))) {
                throw new ParseException("The claim " + name + " is no plain text");
            }
        }
    }

    private static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    private static Instant starts(NumericDate date) throws ParseException {
        return date == null ? Instant.EPOCH : at(date);
    }

    private static Instant at(NumericDate date) throws ParseException {
        if (date.getValue() < 0 || date.getValue() > LAST_SECOND) {
            throw new ParseException("A time of the token lies outside the years 1970 to 9999");
        }
        return Instant.ofEpochSecond(date.getValue());
    }
}
