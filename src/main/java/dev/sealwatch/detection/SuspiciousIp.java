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

/**
 * An address that asks for very much (ATT&amp;CK T1595); as many users or errors make it worse.
 *
 * @param users different ones in a window that are a factor
 * @param errorPercent of the window's entries; more than that are a factor
 */
@Singleton
record SuspiciousIp(Rule rule, int users, int errorPercent) implements Detector {

    private static final int PERCENT = 100;

    /** Very many entries of one address. */
    @ConfigMapping(prefix = "sealwatch.detection.suspicious-ip")
    public interface Config extends RuleConfig {

        /** A person clicks less in an hour. */
        @WithDefault("100")
        @Override
        int threshold();

        /** The seed's hour. */
        @WithDefault("60m")
        @Override
        Duration window();

        /** As many different users are a factor. */
        @WithDefault("10")
        @Min(1) @Max(1_000_000) int users();

        /** More than this share of errors, in percent, is a factor. */
        @WithDefault("30")
        @Min(0) @Max(100) int errorPercent();
    }

    private static final String SQL = """
            select id, event_time, key, user_key as value, level in ('error', 'critical') as marked, true as counts
              from scanned_entries('address', $1, $2, $3, $4, $5, $6)
             where address is not null
            """;

    @Inject
    SuspiciousIp(Config config) {
        this(new Rule(config), config.users(), config.errorPercent());
    }

    @Override
    public Detector with(Rule changed) {
        return new SuspiciousIp(changed, users, errorPercent);
    }

    @Override
    public String type() {
        return "suspicious_ip";
    }

    @Override
    public List<String> attack() {
        return List.of("T1595");
    }

    @Override
    public String sql() {
        return SQL;
    }

    /** Everything counts. */
    @Override
    public List<String> categories() {
        return List.of();
    }

    @Override
    public List<Object> arguments() {
        return List.of();
    }

    @Override
    public Severity severity(Window window) {
        boolean manyUsers = window.distinct() >= users;
        boolean manyErrors = (long) window.marked() * PERCENT > (long) window.events() * errorPercent;
        if (manyUsers && manyErrors) {
            return Severity.HIGH;
        }
        return manyUsers || manyErrors ? Severity.MEDIUM : Severity.LOW;
    }

    @Override
    public double confidence(Severity severity) {
        return switch (severity) {
            case LOW -> 0.6;
            case MEDIUM -> 0.75;
            case HIGH, CRITICAL -> 0.85;
        };
    }

    @Override
    public boolean incriminates(Severity severity) {
        return severity.compareTo(Severity.HIGH) >= 0;
    }
}
