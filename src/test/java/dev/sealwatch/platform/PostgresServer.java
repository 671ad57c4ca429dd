package dev.sealwatch.platform;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** One real PostgreSQL and one token key for all tests of a run. */
@QuarkusTestResource(PostgresServer.class)
public class PostgresServer implements QuarkusTestResourceLifecycleManager {

    /** Signs the entries of all tests. */
    public static final String SIGNATURE_SECRET = "test-signature-secret-0123456789abcdef";

    /** Of the user {@code admin}. */
    public static final String ADMIN_PASSWORD = "test-admin-password";

    private EmbeddedPostgres server;

    @Override
    public Map<String, String> start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setServerConfig("max_connections", "100")
                    .start();
            return Map.of(
                    "sealwatch.db.url",
                    "postgresql://localhost:" + server.getPort() + "/postgres",
                    "sealwatch.db.username",
                    "postgres",
                    "sealwatch.integrity.secret",
                    SIGNATURE_SECRET,
                    "sealwatch.security.admin-password",
                    ADMIN_PASSWORD,
                    "sealwatch.jwt.private-key",
                    privateKey());
        } catch (IOException e) {
            throw new IllegalStateException("The tests need their PostgreSQL", e);
        }
    }

    @Override
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL did not stop", e);
        }
    }

    /** PKCS#8 in PEM, made on the spot. */
    static String privateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                    + "\n-----END PRIVATE KEY-----";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has RSA", impossible);
        }
    }
}
