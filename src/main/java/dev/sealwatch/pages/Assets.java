package dev.sealwatch.pages;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The files that pages load. */
@ApplicationScoped
class Assets {

    private final String version;

    Assets(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    /** Part of their addresses, so that a browser keeps each as long as it likes. */
    String version() {
        return version;
    }
}
