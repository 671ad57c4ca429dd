package dev.sealwatch.detection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How large a replay may be. */
@ConfigMapping(prefix = "sealwatch.detection.replay")
public interface ReplayConfig {

    /** A month of a small service; larger ones name types, or shorter ranges. */
    @WithDefault("31d")
    @DurationMin(days = 1)
    @DurationMax(days = 31)
    Duration longest();

    /** An analyst waits no longer, and its transaction keeps old rows from being vacuumed. */
    @WithDefault("60s")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 10)
    Duration timeout();

    /** Entries that matter to one detector: some 75 MiB of memory, that the next one has again. */
    @WithDefault("500000")
    @Min(1) @Max(2_000_000) int entries();

    /** More than that are a question of thresholds. */
    @WithDefault("1000")
    @Min(1) @Max(10_000) int anomalies();
}
