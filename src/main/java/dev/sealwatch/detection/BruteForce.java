package dev.sealwatch.detection;

import dev.sealwatch.detection.DetectionConfig.RuleConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;

/** Many refused credentials from one address (ATT&amp;CK T1110). @param criticalAt as many in one window are critical */
@Singleton
record BruteForce(Rule rule, int criticalAt) implements Detector {

    /** Refused credentials of one address. */
    @ConfigMapping(prefix = "sealwatch.detection.brute-force-attack")
    public interface Config extends RuleConfig {

        /** A person gives up or resets the password before the tenth. */
        @WithDefault("10")
        @Override
        int threshold();

        /** Ten by hand take minutes. */
        @WithDefault("10m")
        @Override
        Duration window();

        /** No person types this fast. */
        @WithDefault("50")
        @Min(1) @Max(1_000_000) int criticalAt();
    }

    private static final String SQL = """
            select id, event_time, key, null as value, false as marked, category <> 'login_success' as counts
              from scanned_entries('address', $1, $2, $3, $4, $5, $6)
             where category = any ($7)
                or category = 'login_success'
            """;

    @Inject
    BruteForce(Config config) {
        this(new Rule(config), config.criticalAt());
    }

    @Override
    public Detector with(Rule changed) {
        return new BruteForce(changed, criticalAt);
    }

    @Override
    public String type() {
        return "brute_force_attack";
    }

    @Override
    public List<String> attack() {
        return List.of("T1110");
    }

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public List<String> categories() {
        return List.of("login_failed", "two_factor_failed");
    }

    @Override
    public Severity severity(Window window) {
        return window.events() >= criticalAt ? Severity.CRITICAL : Severity.HIGH;
    }

    @Override
    public Severity followed(Severity severity) {
        return Severity.CRITICAL;
    }

    @Override
    public double confidence(Severity severity) {
        return 0.9;
    }

    @Override
    public boolean incriminates(Severity severity) {
        return true;
    }
}
