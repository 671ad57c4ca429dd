package dev.sealwatch.platform;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Optional;

/** Where the process begins that is given its database: in a container, and as a native image. */
@QuarkusMain
public final class Sealwatch {

    static final String URL = "sealwatch.db.url";
    static final String PASSWORD = "sealwatch.db.password";

    Sealwatch() {}

    public static void main(String... args) {
        String url = databaseUrl()
                .orElseThrow(() -> refusal("No database: SEALWATCH_DB_URL is not set and this build carries no "
                        + "PostgreSQL of its own. Set SEALWATCH_DB_URL=postgresql://host:port/database."));
        if (!url.matches("postgresql://[^/@\\s]+/[^/\\s]+")) {
            throw refusal("SEALWATCH_DB_URL is not of the form postgresql://host:port/database. "
                    + "User and password belong in SEALWATCH_DB_USERNAME and SEALWATCH_DB_PASSWORD.");
        }
        readAddressesOurselves();
        Quarkus.run(args);
    }

    /** The framework answers an address it can't read with a bare 400; the room of access says what is wrong, and tells of it. */
    static void readAddressesOurselves() {
        System.setProperty("vertx.disableURIValidation", "true");
    }

    static Optional<String> databaseUrl() {
        return setting(URL);
    }

    /** Where the process keeps its files, asked for before there is a container to inject it. */
    static Path home() {
        return Path.of(setting("sealwatch.data-dir").orElse("data"))
                .toAbsolutePath()
                .normalize();
    }

    private static Optional<String> setting(String name) {
        SmallRyeConfig config = new SmallRyeConfigBuilder().addDefaultSources().build();
        return config.getOptionalValue(name, String.class).filter(text -> !text.isBlank());
    }

    /** Ends the process. The log is not there yet, and would keep the reason to itself. */
    private static IllegalStateException refusal(String why) {
        System.err.println(why);
        System.exit(1);
        return new IllegalStateException(why);
    }
}
