package dev.sealwatch.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealwatch.platform.DataDirectory;
import dev.sealwatch.platform.TestClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.jwt.auth.principal.ParseException;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpServer;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens of an issuer elsewhere, by its public key or by the keys it publishes. */
class ExternalIssuerTest {

    private static final DataDirectory NONE = null;

    private final TestClock clock = new TestClock();
    private final Vertx vertx = Vertx.vertx();
    private final List<PublicJsonWebKey> published = new ArrayList<>();
    private final AtomicInteger loads = new AtomicInteger();

    @AfterEach
    void stop() {
        vertx.closeAndAwait();
    }

    @ParameterizedTest
    @CsvSource({"RSA, RS256", "P-256, ES256", "Ed25519, EdDSA"})
    void takesTokensOfAConfiguredKey(String kind, String algorithm) throws JoseException, ParseException {
        KeyPair pair = Keys.of(kind);
        TokenReader reader = reader(keys(Map.of("public-key", Keys.pem(pair.getPublic()))));

        assertThat(reader.parse(token(pair, algorithm, "any"), null).getSubject())
                .isEqualTo("ann");
        assertThatThrownBy(() -> reader.parse(token(Keys.of(kind), algorithm, "any"), null))
                .isInstanceOf(ParseException.class);
    }

    @ParameterizedTest
    @CsvSource({"RSA, RS256", "P-256, ES256", "Ed25519, EdDSA"})
    void takesTokensOfAPublishedKey(String kind, String algorithm) throws JoseException, ParseException {
        KeyPair pair = publish(kind, "one");
        TokenKeys keys = keys(published());

        keys.prepare("one").await().indefinitely();

        assertThat(reader(keys).parse(token(pair, algorithm, "one"), null).getSubject())
                .isEqualTo("ann");
    }

    @Test
    void loadsAKeyThatWasPublishedSince() throws JoseException, ParseException {
        publish("RSA", "one");
        TokenKeys keys = keys(published());
        keys.prepare("one").await().indefinitely();
        KeyPair next = publish("P-256", "two");
        clock.advance(Duration.ofSeconds(10));

        keys.prepare("two").await().indefinitely();

        assertThat(reader(keys).parse(token(next, "ES256", "two"), null).getSubject())
                .isEqualTo("ann");
        assertThat(loads).hasValue(2);
    }

    @Test
    void isNotMadeToAskByInventedNames() throws JoseException {
        publish("RSA", "one");
        TokenKeys keys = keys(published());

        for (int i = 0; i < 50; i++) {
            keys.prepare("invented-" + i).await().indefinitely();
        }

        assertThat(loads).hasValue(1);
    }

    @Test
    void trustsNoPublishedKeyUnderAnotherNameOrAlgorithm() throws JoseException {
        KeyPair pair = publish("RSA", "one");
        TokenKeys keys = keys(published());
        keys.prepare("one").await().indefinitely();

        assertThatThrownBy(() -> reader(keys).parse(token(pair, "RS256", "two"), null))
                .isInstanceOf(ParseException.class);
        assertThatThrownBy(() -> reader(keys).parse(token(pair, "RS512", "one"), null))
                .isInstanceOf(ParseException.class);
    }

    @Test
    void keepsItsKeysWhileTheIssuerIsAway() throws JoseException, ParseException {
        KeyPair pair = publish("Ed25519", "one");
        TokenKeys keys = keys(published());
        keys.prepare("one").await().indefinitely();
        published.clear();
        clock.advance(Duration.ofMinutes(1));

        keys.prepare("other").await().indefinitely();

        assertThat(reader(keys).parse(token(pair, "EdDSA", "one"), null).getSubject())
                .isEqualTo("ann");
    }

    @ParameterizedTest
    @CsvSource({"RSA, RS256", "P-256, ES256", "Ed25519, EdDSA"})
    void knowsATokenWithoutAnIdHoweverItsSignatureIsWritten(String kind, String algorithm)
            throws JoseException, ParseException {
        KeyPair pair = Keys.of(kind);
        TokenReader reader = reader(keys(Map.of("public-key", Keys.pem(pair.getPublic()))));
        String token = token(pair, algorithm, "any");
        String respelt = token + "=";

        assertThat(Token.id(reader.parse(respelt, null))).isEqualTo(Token.id(reader.parse(token, null)));
        clock.advance(Duration.ofSeconds(1));
        assertThat(Token.id(reader.parse(token(pair, algorithm, "any"), null)))
                .isNotEqualTo(Token.id(reader.parse(token, null)));
    }

    @ParameterizedTest(name = "without {0}")
    @CsvSource({"issuer", "audience"})
    void needsToKnowIssuerAndAudience(String missing) {
        Map<String, String> settings =
                new HashMap<>(Map.of("public-key", Keys.pem(Keys.of("RSA").getPublic())));
        settings.put(missing, "");

        assertThatThrownBy(() -> keys(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SEALWATCH_JWT_ISSUER");
    }

    @Test
    void isNotMixedWithAnOwnKey() {
        Map<String, String> both =
                Map.of("public-key", Keys.pem(Keys.of("RSA").getPublic()), "private-key", SigningKey.generate());

        assertThatThrownBy(() -> keys(both))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("unset");
    }

    /** An issuer that answers 503 while it has no keys. */
    private Map<String, String> published() {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> {
                    loads.incrementAndGet();
                    int status = published.isEmpty() ? 503 : 200;
                    request.response().setStatusCode(status).endAndForget(new JsonWebKeySet(published).toJson());
                })
                .listenAndAwait(0, "127.0.0.1");
        return Map.of("jwks-url", "http://127.0.0.1:" + server.actualPort() + "/keys");
    }

    private KeyPair publish(String kind, String kid) throws JoseException {
        KeyPair pair = Keys.of(kind);
        PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic());
        key.setKeyId(kid);
        published.add(key);
        return pair;
    }

    private TokenKeys keys(Map<String, String> settings) {
        JwtConfig config = config(settings);
        return new TokenKeys(config, NONE, new Jwks(config, clock, vertx));
    }

    private TokenReader reader(TokenKeys keys) {
        return new TokenReader(keys, config(Map.of()), clock);
    }

    private static JwtConfig config(Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(JwtConfig.class)
                .withDefaultValue("sealwatch.jwt.issuer", "https://issuer.example")
                .withDefaultValue("sealwatch.jwt.audience", "siem");
        settings.forEach((name, value) -> builder.withDefaultValue("sealwatch.jwt." + name, value));
        return builder.build().getConfigMapping(JwtConfig.class);
    }

    private String token(KeyPair pair, String algorithm, String kid) throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("https://issuer.example");
        claims.setAudience("siem");
        claims.setSubject("ann");
        claims.setExpirationTime(NumericDate.fromMilliseconds(clock.millis() + 60_000));
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(algorithm);
        token.setKeyIdHeaderValue(kid);
        token.setKey(pair.getPrivate());
        token.setPayload(claims.toJson());
        return token.getCompactSerialization();
    }
}
