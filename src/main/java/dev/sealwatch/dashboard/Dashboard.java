package dev.sealwatch.dashboard;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sealwatch.alerting.Alerts;
import dev.sealwatch.detection.Situation;
import dev.sealwatch.intel.Threat;
import dev.sealwatch.logs.StoredEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything at a glance.
 *
 * @param anomalies open ones by severity
 * @param alerts that nobody resolved
 * @param statistics of the last day, by the counts of hours
 * @param threats the ten seen most often
 * @param recentLogs the ten latest of the last day
 * @param integrity null before the first verification
 */
record Dashboard(
        Situation.Threat threatScore,
        Map<String, Long> anomalies,
        Alerts.Live alerts,
        Traffic statistics,
        List<Threat> threats,
        List<Shown> recentLogs,
        Situation.Running detection,
        Integrity integrity,
        Instant generatedAt) {

    /** An entry as the API shows it. */
    record Shown(@JsonValue @JsonRawValue String json) {

        static Shown of(StoredEntry entry) {
            return new Shown(entry.json());
        }
    }
}
