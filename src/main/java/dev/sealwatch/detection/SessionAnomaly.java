package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Key;
import dev.sealwatch.detection.DetectionConfig.RuleConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One user signs in from many addresses (ATT&amp;CK T1078, T1550.004). */
@Singleton
record SessionAnomaly(Rule rule) implements Detector {

    /** Addresses that one user signs in from. */
    @ConfigMapping(prefix = "sealwatch.detection.session-anomaly")
    public interface Config extends RuleConfig {

        /** Home, work, phone and a café are four. */
        @WithDefault("5")
        @Override
        int threshold();

        /** A day's travel. */
        @WithDefault("24h")
        @Override
        Duration window();
    }

    private static final String SQL = """
            select id, event_time, key, address as value, false as marked, true as counts
              from scanned_entries('user', $1, $2, $3, $4, $5, $6)
             where category = any ($7)
               and address is not null
            """;

    @Inject
    SessionAnomaly(Config config) {
        this(new Rule(config));
    }

    @Override
    public Detector with(Rule changed) {
        return new SessionAnomaly(changed);
    }

    @Override
    public String type() {
        return "session_anomaly";
    }

    @Override
    public List<String> attack() {
        return List.of("T1078", "T1550.004");
    }

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public List<String> categories() {
        return List.of("login_success");
    }

    @Override
    public Map<String, String> traits(Key key) {
        return Map.of("has_ip_address", "true");
    }

    @Override
    public int observed(Window window) {
        return window.distinct();
    }

    @Override
    public Severity severity(Window window) {
        return Severity.MEDIUM;
    }

    @Override
    public double confidence(Severity severity) {
        return 0.7;
    }
}
