package dev.sealwatch.detection;

import dev.sealwatch.detection.DetectionConfig.RuleConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** An address that limiters refuse again and again (ATT&amp;CK T1499). */
@Singleton
record RateLimitAbuse(Rule rule) implements Detector {

    /** Refusals by a rate limit. */
    @ConfigMapping(prefix = "sealwatch.detection.rate-limit-abuse")
    public interface Config extends RuleConfig {

        /** A client that backs off is refused less often. */
        @WithDefault("5")
        @Override
        int threshold();

        /** Several periods of a usual limit. */
        @WithDefault("15m")
        @Override
        Duration window();
    }

    private static final String SQL = """
            select id, event_time, key, null as value, false as marked, true as counts
              from scanned_entries('address', $1, $2, $3, $4, $5, $6)
             where category = any ($7)
            """;

    @Inject
    RateLimitAbuse(Config config) {
        this(new Rule(config));
    }

    @Override
    public Detector with(Rule changed) {
        return new RateLimitAbuse(changed);
    }

    @Override
    public String type() {
        return "rate_limit_abuse";
    }

    @Override
    public List<String> attack() {
        return List.of("T1499");
    }

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public List<String> categories() {
        return List.of("rate_limit_exceeded");
    }

    @Override
    public Severity severity(Window window) {
        return Severity.MEDIUM;
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
