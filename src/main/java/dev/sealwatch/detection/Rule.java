package dev.sealwatch.detection;

import dev.sealwatch.detection.DetectionConfig.RuleConfig;
import java.time.Duration;

/** @param threshold what a window must hold to be an anomaly. @param window of event time, {@code (t - window, t]} */
record Rule(int threshold, Duration window) {

    Rule(RuleConfig configured) {
        this(configured.threshold(), configured.window());
    }

    /** Episodes of frequent events would fall apart if a short window were also the longest pause. */
    static final Duration SHORTEST_GAP = Duration.ofMinutes(10);

    /** Events this far apart or further belong to different episodes. */
    Duration gap() {
        return window.compareTo(SHORTEST_GAP) > 0 ? window : SHORTEST_GAP;
    }
}
