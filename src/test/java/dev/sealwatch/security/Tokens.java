package dev.sealwatch.security;

import io.quarkus.arc.Arc;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** Valid tokens of users made on the spot. */
public final class Tokens {

    private static final NumericDate LONG_AGO = NumericDate.fromSeconds(0);
    private static final NumericDate FAR_AHEAD =
            NumericDate.fromSeconds(OffsetDateTime.parse("2100-01-01T00:00:00Z").toEpochSecond());

    private static final String KEEP = """
            insert into users (username, password_hash, permissions, session_id, created_at, updated_at)
            values ($1, '$2a$04$no-password-matches-this', $2, $3, 'epoch', 'epoch')
            on conflict (username) do update
               set permissions = excluded.permissions
            returning session_id
            """;

    private Tokens() {}

    /**
     * A bearer token of {@code user:<name>} who holds just these permissions, good at any time a test may set.
     *
     * @param name lower case letters, digits and {@code ._@+-}
     */
    public static String of(String name, String... permissions) {
        return sign(claims("user:" + name, session(name, permissions), permissions));
    }

    /** The same, good until then. */
    public static String until(Instant end, String name, String... permissions) {
        JwtClaims claims = claims("user:" + name, session(name, permissions), permissions);
        claims.setExpirationTime(NumericDate.fromSeconds(end.getEpochSecond()));
        return sign(claims);
    }

    /** Makes the user and tells which session his tokens belong to. */
    static UUID session(String name, String... permissions) {
        UUID session = of(Pool.class)
                .preparedQuery(KEEP)
                .execute(Tuple.of(name, permissions, UUID.randomUUID()))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getUUID("session_id");
        of(Standings.class).refresh().await().indefinitely();
        return session;
    }

    static JwtClaims claims(String principal, UUID session, String... permissions) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("sealwatch");
        claims.setAudience("sealwatch");
        claims.setSubject(principal);
        claims.setGeneratedJwtId();
        claims.setIssuedAt(LONG_AGO);
        claims.setExpirationTime(FAR_AHEAD);
        claims.setStringListClaim("groups", List.of(permissions));
        claims.setStringClaim(TokenIssuer.SESSION, session.toString());
        return claims;
    }

    static String sign(JwtClaims claims) {
        return of(TokenIssuer.class).sign(claims);
    }

    private static <T> T of(Class<T> bean) {
        return Arc.container().instance(bean).get();
    }
}
