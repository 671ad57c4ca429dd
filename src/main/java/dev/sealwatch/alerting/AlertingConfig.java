package dev.sealwatch.alerting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How alerts are judged and told. */
@ConfigMapping(prefix = "sealwatch.alerting")
public interface AlertingConfig {

    /** Anomalies that crossed longer ago are told in the application alone: a bulk import wakes nobody. */
    @WithDefault("24h")
    @DurationMin(minutes = 1)
    @DurationMax(days = 3_650)
    Duration lateAfter();

    /** What is judged in one transaction: it holds the alerts that it touches for a fraction of a second. */
    @WithDefault("500")
    @Min(1) @Max(10_000) int batch();

    /** Alerts that a digest names; it counts all of them. */
    @WithDefault("20")
    @Min(1) @Max(200) int named();
}
