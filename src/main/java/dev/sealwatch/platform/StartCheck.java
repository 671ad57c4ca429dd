package dev.sealwatch.platform;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Asks every room whether it can work with its settings, tells all that is wrong at once, and only then touches the database. */
@ApplicationScoped
class StartCheck {

    private final List<Refusal.OfStart> checks;
    private final Flyway flyway;

    StartCheck(@All List<Refusal.OfStart> checks, Flyway flyway) {
        this.checks = checks;
        this.flyway = flyway;
    }

    /** Before every other observer: nobody finds a database that is not migrated. */
    void start(@Observes @Priority(Integer.MIN_VALUE) StartupEvent event) {
        List<String> refusals = new ArrayList<>();
        checks.forEach(check -> refusals.addAll(check.refusals().await().indefinitely()));
        if (!refusals.isEmpty()) {
            // The framework prints its message, without where it was thrown, and ends the process with status 1.
            throw new ConfigurationException(told(refusals));
        }
        migrate();
    }

    private void migrate() {
        try {
            flyway.migrate();
        } catch (FlywayException failed) {
            throw new ConfigurationException(told(List.of("The database can't be migrated: " + failed.getMessage())));
        }
    }

    static String told(List<String> refusals) {
        return "Sealwatch does not start:\n - " + String.join("\n - ", refusals);
    }
}
