package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Key;
import dev.sealwatch.detection.DetectionConfig.RuleConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Different users tried from one address (ATT&amp;CK T1589, T1110.003). @param highAt as many in one window are high */
@Singleton
record AccountEnumeration(Rule rule, int highAt) implements Detector {

    /** Different users that one address failed to sign in as. */
    @ConfigMapping(prefix = "sealwatch.detection.account-enumeration")
    public interface Config extends RuleConfig {

        /** A shared desk has fewer. */
        @WithDefault("5")
        @Override
        int threshold();

        /** Guessing names is fast. */
        @WithDefault("5m")
        @Override
        Duration window();

        /** A list of names, not a guess. */
        @WithDefault("20")
        @Min(1) @Max(1_000_000) int highAt();
    }

    private static final String SQL = """
            select id, event_time, key, user_key as value, false as marked, true as counts
              from scanned_entries('address', $1, $2, $3, $4, $5, $6)
             where category = any ($7)
               and user_key is not null
            """;

    @Inject
    AccountEnumeration(Config config) {
        this(new Rule(config), config.highAt());
    }

    @Override
    public Detector with(Rule changed) {
        return new AccountEnumeration(changed, highAt);
    }

    @Override
    public String type() {
        return "account_enumeration";
    }

    @Override
    public List<String> attack() {
        return List.of("T1589", "T1110.003");
    }

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public List<String> categories() {
        return List.of("login_failed");
    }

    @Override
    public Map<String, String> traits(Key key) {
        return Map.of("has_user_id", "true");
    }

    @Override
    public int observed(Window window) {
        return window.distinct();
    }

    @Override
    public Severity severity(Window window) {
        return window.distinct() >= highAt ? Severity.HIGH : Severity.MEDIUM;
    }

    @Override
    public double confidence(Severity severity) {
        return 0.8;
    }
}
