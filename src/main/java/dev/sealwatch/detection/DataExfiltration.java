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

/** Data leaves in bulk (ATT&amp;CK T1567, T1213). */
@Singleton
record DataExfiltration(Rule rule) implements Detector {

    /** Exports and downloads. */
    @ConfigMapping(prefix = "sealwatch.detection.data-exfiltration")
    public interface Config extends RuleConfig {

        /** A report is exported once or twice. */
        @WithDefault("5")
        @Override
        int threshold();

        /** Long enough for big files. */
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
    DataExfiltration(Config config) {
        this(new Rule(config));
    }

    @Override
    public Detector with(Rule changed) {
        return new DataExfiltration(changed);
    }

    @Override
    public String type() {
        return "data_exfiltration";
    }

    @Override
    public List<String> attack() {
        return List.of("T1567", "T1213");
    }

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public List<String> categories() {
        return List.of("data_export", "data_download", "siem_export");
    }

    @Override
    public Map<String, String> traits(Key key) {
        return EntryQuestion.ofActor(key);
    }

    @Override
    public Severity severity(Window window) {
        return Severity.HIGH;
    }

    @Override
    public double confidence(Severity severity) {
        return 0.8;
    }
}
