package dev.sealwatch.platform;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the process begins that is given its database: in a container, and as a native image. */
@QuarkusMain
public final class Sealwatch {

    static final String URL = "sealwatch.db.url";
    static final String PASSWORD = "sealwatch.db.password";

    private static final String FORM = "postgresql://[^/@\\s]+/[^/\\s]+";
    private static final String NOWHERE = "postgresql://localhost:1/nowhere";

    Sealwatch() {}

    public static void main(String... args) {
        if (databaseUrl().filter(url -> url.matches(FORM)).isEmpty()) {
            // Started all the same: what else is missing shall be told in one go.
            System.setProperty(URL, NOWHERE);
        }
        run(args);
    }

    static void run(String... args) {
        readAddressesOurselves();
        Quarkus.run(args);
    }

    /** Whether there is a database to ask at all. */
    static boolean isNowhere() {
        return databaseUrl().filter(NOWHERE::equals).isPresent();
    }

    /** The framework answers an address it can't read with a bare 400; the room of access says what is wrong, and tells of it. */
    private static void readAddressesOurselves() {
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
    static void refuse(String why) {
        System.err.println(StartCheck.told(List.of(why)));
        System.exit(1);
    }
}
