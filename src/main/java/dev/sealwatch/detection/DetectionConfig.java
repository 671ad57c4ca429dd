package dev.sealwatch.detection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** When and how the detectors run. What each holds for an attack stands beside it. */
@ConfigMapping(prefix = "sealwatch.detection")
public interface DetectionConfig {

    /** A cycle, 5 s at least: an attack is told of within this time and what the cycle takes. */
    @WithDefault("60s")
    @DurationMin(seconds = 5)
    @DurationMax(days = 1)
    Duration every();

    /** Where the hours of anomalous access are told, by IANA rules. */
    @WithDefault("UTC")
    String zone();

    /**
     * Entries that one transaction of a detector takes on: some 30 MiB of memory each, with eight detectors at once, so
     * that a backlog fits. Halved where it fails.
     */
    @WithDefault("200000")
    @Min(1000) @Max(2_000_000) int chunk();

    /**
     * One statement of a detector may take this long, and so may it pause within its transaction: a connection that is
     * silent for 13 s is given up. What takes longer is tried with half as much.
     */
    @WithDefault("10s")
    @DurationMin(seconds = 1)
    @DurationMax(seconds = 10)
    Duration timeout();

    /** Windows that hold as many events are kept from run to run; smaller ones are read again as quickly. */
    @WithDefault("200")
    @Min(1) @Max(1_000_000) int keptWindow();

    /** The leader asks the database this often whether it still leads: well within the silence that ends a session. */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 15)
    Duration heartbeat();

    /** A replica whose clock runs this far off the database's would end and count wrongly: it leads nothing. */
    @WithDefault("60s")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration clockTolerance();

    /** What every detector has; what was set through the API overrides it. */
    interface RuleConfig {

        /** What a window must hold. */
        @Min(1) @Max(1_000_000) int threshold();

        /** How long a window is. */
        @DurationMin(seconds = 1)
        @DurationMax(days = 7)
        Duration window();
    }
}
