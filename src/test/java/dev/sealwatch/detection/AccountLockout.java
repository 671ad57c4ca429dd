package dev.sealwatch.detection;

import dev.sealwatch.detection.DetectionConfig.RuleConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** A ninth detector, which only tests have: somebody is locked out again and again (ATT&amp;CK T1531). */
@Singleton
record AccountLockout(Rule rule) implements Detector {

    /** Lockouts of one user. */
    @ConfigMapping(prefix = "sealwatch.detection.account-lockout")
    public interface Config extends RuleConfig {

        /** Once is a forgotten password. */
        @WithDefault("3")
        @Override
        int threshold();

        /** A lockout lasts some minutes. */
        @WithDefault("20m")
        @Override
        Duration window();
    }

    private static final String SQL = """
            select id, event_time, key, null as value, false as marked, true as counts
              from scanned_entries('user', $1, $2, $3, $4, $5, $6)
             where category = any ($7)
            """;

    @Inject
    AccountLockout(Config config) {
        this(new Rule(config));
    }

    @Override
    public Detector with(Rule changed) {
        return new AccountLockout(changed);
    }

    @Override
    public String type() {
        return "account_lockout";
    }

    @Override
    public List<String> attack() {
        return List.of("T1531");
    }

    @Override
    public List<String> categories() {
        return List.of("account_locked");
    }

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public Severity severity(Window window) {
        return Severity.MEDIUM;
    }

    @Override
    public double confidence(Severity severity) {
        return 0.6;
    }
}
