package dev.sealwatch.platform;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Where the process begins that carries a PostgreSQL: it starts its own where none is configured.
 *
 * <p>A door of its own, so that a native image, which links everything it can reach, never sees the embedded one.
 */
@QuarkusMain(name = "with-database")
public final class SealwatchWithDatabase {

    SealwatchWithDatabase() {}

    public static void main(String... args) {
        if (Sealwatch.databaseUrl().isPresent()) {
            Sealwatch.main(args);
        } else {
            startBoth(args);
        }
    }

    private static void startBoth(String... args) {
        try (EmbeddedDatabase database = started()) {
            // A signal ends the process without coming back here.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stopLast(database), "postgres-stop"));
            System.setProperty(Sealwatch.URL, database.url());
            System.setProperty(Sealwatch.PASSWORD, EmbeddedDatabase.PASSWORD);
            System.setProperty("sealwatch.embedded", "true");
            Sealwatch.run(args);
            Quarkus.waitForExit();
        } finally {
            System.clearProperty(Sealwatch.URL);
            System.clearProperty(Sealwatch.PASSWORD);
        }
    }

    private static EmbeddedDatabase started() {
        try {
            return EmbeddedDatabase.start(Sealwatch.home());
        } catch (IllegalStateException | UncheckedIOException failed) {
            Sealwatch.refuse(failed.getMessage());
            throw failed;
        }
    }

    /** What the service still has to write when it stops needs its database. */
    private static void stopLast(EmbeddedDatabase database) {
        Optional.ofNullable(Application.currentApplication()).ifPresent(Application::awaitShutdown);
        database.close();
    }
}
