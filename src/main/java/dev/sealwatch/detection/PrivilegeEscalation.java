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

/** Somebody refused access again and again (ATT&amp;CK T1078, T1548). */
@Singleton
record PrivilegeEscalation(Rule rule) implements Detector {

    /** Refusals for want of permission. */
    @ConfigMapping(prefix = "sealwatch.detection.privilege-escalation")
    public interface Config extends RuleConfig {

        /** Once is a wrong link, twice a doubt. */
        @WithDefault("3")
        @Override
        int threshold();

        /** Long enough for somebody who looks for a door by hand. */
        @WithDefault("30m")
        @Override
        Duration window();
    }

    private static final String SQL = """
            select id, event_time, key, null as value, false as marked, true as counts
              from scanned_entries('actor', $1, $2, $3, $4, $5, $6)
             where category = any ($7)
            """;

    @Inject
    PrivilegeEscalation(Config config) {
        this(new Rule(config));
    }

    @Override
    public Detector with(Rule changed) {
        return new PrivilegeEscalation(changed);
    }

    @Override
    public String type() {
        return "privilege_escalation";
    }

    @Override
    public List<String> attack() {
        return List.of("T1078", "T1548");
    }

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public List<String> categories() {
        return List.of("authorization_denied");
    }

    @Override
    public Map<String, String> traits(Key key) {
        return EntryQuestion.ofActor(key);
    }

    @Override
    public Severity severity(Window window) {
        return Severity.CRITICAL;
    }

    @Override
    public double confidence(Severity severity) {
        return 0.8;
    }
}
