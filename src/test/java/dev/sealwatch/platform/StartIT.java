package dev.sealwatch.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, started with settings that it can't work with. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StartIT {

    private static EmbeddedPostgres database;

    @TempDir
    Path home;

    @BeforeAll
    static void startDatabase() throws IOException {
        database = EmbeddedPostgres.builder()
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("encoding", "UTF8")
                .start();
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        database.close();
    }

    @Test
    void tellsEverythingThatIsMissingAtOnceAndLeavesTheDatabaseAlone() throws Exception {
        String output = refused(Map.of("SEALWATCH_DB_URL", url("postgres"), "SEALWATCH_DB_USERNAME", "postgres"));

        assertThat(refusals(output))
                .anyMatch(line -> line.contains("LOG_SIGNATURE_SECRET is not set"))
                .anyMatch(line -> line.contains("SEALWATCH_JWT_PRIVATE_KEY"))
                .anyMatch(line -> line.contains("SEALWATCH_ADMIN_PASSWORD"))
                .hasSize(3);
        assertThat(tables()).isZero();
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() throws Exception {
        String output = refused(Map.of(
                "SEALWATCH_DB_URL", "mysql://somewhere",
                "SEALWATCH_TRUSTED_PROXIES", "10.0.0.0/8,everybody",
                "LOG_SIGNATURE_SECRET", "short",
                "LOG_SIGNATURE_SECRETS_VERIFY_ONLY", "also-short",
                "SEALWATCH_JWT_JWKS_URL", "ftp://keys"));

        assertThat(refusals(output))
                .anyMatch(line -> line.contains("SEALWATCH_DB_URL") && line.contains("postgresql://host:port/database"))
                .anyMatch(line -> line.contains("SEALWATCH_TRUSTED_PROXIES") && line.contains("everybody"))
                .anyMatch(line -> line.contains("LOG_SIGNATURE_SECRET has 5 bytes"))
                .anyMatch(line -> line.contains("LOG_SIGNATURE_SECRETS_VERIFY_ONLY has 10 bytes"))
                .anyMatch(line -> line.contains("SEALWATCH_JWT_ISSUER"))
                .anyMatch(line -> line.contains("SEALWATCH_JWT_JWKS_URL") && line.contains("ftp://keys"))
                .hasSize(6);
    }

    @Test
    void saysThatTheDatabaseIsAway() throws Exception {
        Map<String, String> settings = sound();
        settings.put("SEALWATCH_DB_URL", "postgresql://localhost:1/sealwatch");

        assertThat(refusals(refused(settings)))
                .singleElement()
                .asString()
                .startsWith("SEALWATCH_DB_URL leads to no PostgreSQL that answers");
    }

    @Test
    void saysThatTheDatabaseIsNotThere() throws Exception {
        Map<String, String> settings = sound();
        settings.put("SEALWATCH_DB_URL", url("elsewhere"));

        assertThat(refusals(refused(settings)))
                .singleElement()
                .asString()
                .startsWith("SEALWATCH_DB_URL names a database that does not exist");
    }

    @Test
    void saysWhichSettingIsNoTimeZone() throws Exception {
        Map<String, String> settings = sound();
        settings.put("SEALWATCH_DETECTION_ZONE", "Mars/Base");

        assertThat(refusals(refused(settings)))
                .singleElement()
                .asString()
                .startsWith("sealwatch.detection.zone is no time zone: Mars/Base. Write a name");
    }

    @Test
    void tellsEverySettingThatIsOutOfBounds() throws Exception {
        Map<String, String> settings = sound();
        settings.put("SEALWATCH_SECURITY_BCRYPT_COST", "99");
        settings.put("SEALWATCH_SECURITY_STANDING_EVERY", "1m");
        settings.put("SEALWATCH_LOGS_PURGE_CHUNK", "0");
        settings.put("SEALWATCH_INGEST_BUFFER_LANES", "-1");
        settings.put("SEALWATCH_DETECTION_BRUTE_FORCE_ATTACK_WINDOW", "90d");

        assertThat(refused(settings))
                .contains("sealwatch.security.bcrypt-cost must be at most 20, not 99")
                .contains("sealwatch.logs.purge-chunk must be at least 1, not 0")
                .contains(
                        "sealwatch.security.standing-every",
                        "sealwatch.ingest.buffer.lanes",
                        "sealwatch.detection.brute-force-attack.window must be shorter");
    }

    private Map<String, String> sound() {
        return new HashMap<>(Map.of(
                "SEALWATCH_DB_URL", url("postgres"),
                "SEALWATCH_DB_USERNAME", "postgres",
                "LOG_SIGNATURE_SECRET", "start-it-0123456789abcdef-0123456789abcdef",
                "SEALWATCH_JWT_PRIVATE_KEY", PostgresServer.privateKey(),
                "SEALWATCH_ADMIN_PASSWORD", "start-it-password"));
    }

    private static String url(String name) {
        return "postgresql://localhost:" + database.getPort() + "/" + name;
    }

    /** What the process printed before it gave up. */
    private String refused(Map<String, String> settings) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        System.getProperty("sealwatch.jar"))
                .redirectErrorStream(true)
                .directory(home.toFile());
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().putAll(settings);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isEqualTo(1);
        assertThat(output).doesNotContain("\tat ", "Exception");
        return output;
    }

    private static List<String> refusals(String output) {
        return output.lines()
                .filter(line -> line.startsWith(" - "))
                .map(line -> line.substring(3))
                .toList();
    }

    private static long tables() throws SQLException {
        try (Connection connection = database.getPostgresDatabase().getConnection();
                var tables = connection
                        .createStatement()
                        .executeQuery("select count(*) from pg_tables where schemaname = 'public'")) {
            tables.next();
            return tables.getLong(1);
        }
    }
}
