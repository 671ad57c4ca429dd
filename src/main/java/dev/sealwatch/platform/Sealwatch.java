package dev.sealwatch.platform;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Where the process begins: finds a database, brings its own where none is configured, then starts the service. */
@QuarkusMain
public final class Sealwatch {

    private static final Logger LOG = Logger.getLogger(Sealwatch.class);
    private static final String URL = "sealwatch.db.url";

    private Sealwatch() {}

    public static void main(String... args) {
        SmallRyeConfig config = new SmallRyeConfigBuilder().addDefaultSources().build();
        Optional<String> url = config.getOptionalValue(URL, String.class).filter(text -> !text.isBlank());
        if (url.isPresent()) {
            refuseUnlessDatabaseUrl(url.get());
            Quarkus.run(args);
        } else {
            Path home = Path.of(
                    config.getOptionalValue("sealwatch.data-dir", String.class).orElse("data"));
            runWithEmbeddedDatabase(home.toAbsolutePath().normalize(), args);
        }
    }

    private static void runWithEmbeddedDatabase(Path home, String... args) {
        if (!carriesDatabase()) {
            refuse("No database: SEALWATCH_DB_URL is not set and this build carries no PostgreSQL of its own. "
                    + "Set SEALWATCH_DB_URL=postgresql://host:port/database.");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
            System.setProperty(URL, database.url());
            System.setProperty("sealwatch.embedded", "true");
            Quarkus.run(args);
            Quarkus.waitForExit();
        } finally {
            System.clearProperty(URL);
        }
    }

    private static boolean carriesDatabase() {
        try {
            Class.forName(
                    "io.zonky.test.db.postgres.embedded.EmbeddedPostgres", false, Sealwatch.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException missing) {
            return false;
        }
    }

    private static void refuseUnlessDatabaseUrl(String url) {
        if (!url.matches("postgresql://[^/@\\s]+/[^/\\s]+")) {
            refuse("SEALWATCH_DB_URL is not of the form postgresql://host:port/database. "
                    + "User and password belong in SEALWATCH_DB_USERNAME and SEALWATCH_DB_PASSWORD.");
        }
    }

    private static void refuse(String why) {
        LOG.error(why);
        System.exit(1);
    }
}
