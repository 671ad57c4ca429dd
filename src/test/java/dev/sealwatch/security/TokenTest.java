package dev.sealwatch.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.sealwatch.platform.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens are taken, and that everything else is answered alike. */
@QuarkusTest
class TokenTest {

    private static final String NAME = "token-test";

    @Inject
    TokenKeys keys;

    @Inject
    TestClock clock;

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER"})
    void takesItsOwnToken(String scheme) {
        assertThat(statusOf(scheme + " " + Tokens.of(NAME, Permission.VIEW_AUDIT)))
                .isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} {1} s from now → {2}")
    @CsvSource(textBlock = """
            exp,    60, 200
            exp,    -9, 200
            exp,   -11, 401
            exp, -9999, 401
            nbf,   -60, 200
            nbf,     9, 200
            nbf,    11, 401
            iat,   -60, 200
            iat,     9, 200
            iat,    11, 401
            iat,  9999, 401
            """)
    void looksAtTheTimesWithTenSecondsOfGrace(String claim, long seconds, int status) {
        String token = signed(claims -> claims.setClaim(claim, clock.instant().getEpochSecond() + seconds));

        assertThat(statusOf("Bearer " + token)).isEqualTo(status);
    }

    @Test
    void looksAtTheTimesOfAKnownTokenToo() {
        String token = signed(claims ->
                claims.setExpirationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond() + 60)));

        assertThat(statusOf("Bearer " + token)).isEqualTo(200);

        clock.advance(Duration.ofSeconds(75));
        assertThat(statusOf("Bearer " + token)).isEqualTo(401);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(nullValues = "-", textBlock = """
            iss, somebody-else
            iss, -
            aud, another-service
            aud, -
            sub, -
            sub, user:nobody-of-that-name
            sub, admin
            exp, -
            sid, 0e7f3b52-8b52-4b6f-9f3e-000000000000
            sid, -
            exp, tomorrow
            """)
    void refusesOtherClaims(String claim, String value) {
        String token = signed(claims -> {
            claims.unsetClaim(claim);
            if (value != null) {
                claims.setClaim(claim, value);
            }
        });

        refusesAlike("Bearer " + token);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(textBlock = """
            exp, 9223372036854775807
            exp, 9223372036854775
            exp, 253402300800
            exp, 1e300
            exp, 99999999999999999999999999
            iat, 9223372036854775807
            iat, -9223372036854775808
            iat, 1e300
            nbf, 9223372036854775807
            nbf, -9223372036854775808
            nbf, -1
            jti, 5
            """)
    void refusesNumbersThatMeanNothing(String claim, BigDecimal value) {
        refusesAlike("Bearer " + signed(claims -> claims.setClaim(claim, value)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 127})
    void refusesNamesThatAreNoPlainText(int character) {
        String name = NAME + Character.toString(character);
        refusesAlike("Bearer " + signed(claims -> claims.setSubject("user:" + name)));
        refusesAlike("Bearer " + signed(claims -> claims.setClaim("upn", name)));
        refusesAlike("Bearer " + signed(claims -> claims.setJwtId(name)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0xD800, 0xDFFF})
    void refusesHalvesOfCharacters(int half) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(NAME + (char) half);

        assertThatThrownBy(() -> TokenClaims.refuseUnlessPlain(claims)).isInstanceOf(ParseException.class);
    }

    @Test
    void letsNobodyChooseHisPermissionsInTheToken() {
        Tokens.of(NAME, Permission.INGEST);
        String token = signed(claims -> claims.setStringListClaim("groups", Permission.VIEW_AUDIT), Permission.INGEST);

        assertThat(statusOf("Bearer " + token)).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Bearer a.b.c",
                "Bearer ..",
                "Basic YWRtaW46YWRtaW4=",
                "Token x"
            })
    void refusesWhatIsNoToken(String authorization) {
        refusesAlike(authorization);
    }

    @Test
    void refusesToBeToldTheAlgorithm() throws JoseException {
        PublicKey open = keys.own().orElseThrow().verification().key();
        byte[] asSecret = Keys.pem(open).getBytes(StandardCharsets.UTF_8);

        refusesAlike("Bearer " + unsigned());
        refusesAlike("Bearer " + signedBy(new HmacKey(asSecret), "HS256"));
        refusesAlike("Bearer " + signedBy(new HmacKey(open.getEncoded()), "HS256"));
        refusesAlike("Bearer " + signedBy(keys.own().orElseThrow().key(), "RS512"));
        refusesAlike("Bearer " + signedBy(keys.own().orElseThrow().key(), "PS256"));
    }

    @Test
    void refusesAnotherKeyWhereverTheTokenSaysItIsFound() throws JoseException {
        var stranger = Keys.of("RSA");
        Object jwk = PublicJsonWebKey.Factory.newPublicJwk(stranger.getPublic())
                .toParams(org.jose4j.jwk.JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        String url = "http://127.0.0.1:9/keys";

        refusesAlike("Bearer " + signedBy(stranger.getPrivate(), "RS256"));
        refusesAlike("Bearer " + signedBy(stranger.getPrivate(), "RS256", Map.of("jku", url)));
        refusesAlike("Bearer " + signedBy(stranger.getPrivate(), "RS256", Map.of("x5u", url)));
        refusesAlike("Bearer " + signedBy(stranger.getPrivate(), "RS256", Map.of("jwk", jwk)));
        refusesAlike(
                "Bearer " + signedBy(keys.own().orElseThrow().key(), "RS256", Map.of("crit", java.util.List.of("x"))));
    }

    @Test
    void looksAtNothingButTheOneHeader() {
        String token = Tokens.of(NAME, Permission.VIEW_AUDIT);

        assertThat(given().get("/api/test/route?access_token=" + token + "&token=" + token)
                        .statusCode())
                .isEqualTo(401);
        assertThat(given().cookie("Bearer", token).get("/api/test/route").statusCode())
                .isEqualTo(401);
        assertThat(given().header("Authorization", "Bearer " + token, "Bearer " + token)
                        .get("/api/test/route")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesATamperedToken() {
        String token = Tokens.of(NAME, Permission.VIEW_AUDIT);
        String[] parts = token.split("\\.");
        String other = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"sub\":\"user:admin\"}".getBytes(StandardCharsets.UTF_8));

        refusesAlike("Bearer " + parts[0] + "." + other + "." + parts[2]);
        refusesAlike("Bearer " + parts[0] + "." + parts[1] + ".");
        refusesAlike("Bearer " + token.substring(0, token.length() - 6));
    }

    private static int statusOf(String authorization) {
        return get(authorization).statusCode();
    }

    private static void refusesAlike(String authorization) {
        get(authorization)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .header("RateLimit-Limit", "600")
                .body("detail", equalTo("Send a valid token: Authorization: Bearer <token>."));
    }

    private static Response get(String authorization) {
        return given().header("Authorization", authorization).get("/api/test/route");
    }

    private String signed(Consumer<JwtClaims> change, String... permissions) {
        JwtClaims claims = claims(permissions.length == 0 ? new String[] {Permission.VIEW_AUDIT} : permissions);
        change.accept(claims);
        return Tokens.sign(claims);
    }

    private static JwtClaims claims(String... permissions) {
        UUID session = Tokens.session(NAME, permissions);
        return Tokens.claims("user:" + NAME, session, permissions);
    }

    private static String unsigned() throws JoseException {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setAlgorithmHeaderValue("none");
        token.setPayload(claims(Permission.VIEW_AUDIT).toJson());
        return token.getCompactSerialization();
    }

    private static String signedBy(java.security.Key key, String algorithm) throws JoseException {
        return signedBy(key, algorithm, Map.of());
    }

    private static String signedBy(java.security.Key key, String algorithm, Map<String, Object> headers)
            throws JoseException {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(algorithm);
        headers.forEach(token.getHeaders()::setObjectHeaderValue);
        token.setKey(key);
        token.setPayload(claims(Permission.VIEW_AUDIT).toJson());
        return token.getCompactSerialization();
    }
}
