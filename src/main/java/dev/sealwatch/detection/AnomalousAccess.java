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
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Access while everybody sleeps (ATT&amp;CK T1078). */
@Singleton
record AnomalousAccess(Rule rule, NightHours night) implements Detector {

    /** Access by night. */
    @ConfigMapping(prefix = "sealwatch.detection.anomalous-access")
    public interface Config extends RuleConfig {

        /** One or two are a phone that syncs. */
        @WithDefault("3")
        @Override
        int threshold();

        /** Somebody at work stays an hour. */
        @WithDefault("60m")
        @Override
        Duration window();

        /** First hour of the night. */
        @WithDefault("2")
        @Min(0) @Max(23) int fromHour();

        /** The hour at which the night is over, of the next day where it is not later than the first one. */
        @WithDefault("5")
        @Min(1) @Max(24) int untilHour();
    }

    private static final String SQL = """
            select id, event_time, key, null as value, false as marked, true as counts
              from scanned_entries('actor', $1, $2, $3, $4, $5, $6)
             where category = any ($7)
               and case when $9::integer < $10::integer
                        then extract(hour from event_time at time zone $8) >= $9
                             and extract(hour from event_time at time zone $8) < $10
                        else extract(hour from event_time at time zone $8) >= $9
                             or extract(hour from event_time at time zone $8) < $10
                   end
            """;

    @Inject
    AnomalousAccess(Config config, DetectionConfig detection) {
        this(new Rule(config), new NightHours(ZoneId.of(detection.zone()), config.fromHour(), config.untilHour()));
    }

    @Override
    public Detector with(Rule changed) {
        return new AnomalousAccess(changed, night);
    }

    @Override
    public String type() {
        return "anomalous_access";
    }

    @Override
    public List<String> attack() {
        return List.of("T1078");
    }

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public List<String> categories() {
        return List.of("access", "login_success", "data_export", "data_download");
    }

    @Override
    public List<Object> arguments() {
        return List.of(categories().toArray(String[]::new), night.databaseZone(), night.from(), night.until());
    }

    @Override
    public Map<String, String> traits(Key key) {
        return EntryQuestion.ofActor(key);
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
