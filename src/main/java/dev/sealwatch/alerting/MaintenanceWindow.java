package dev.sealwatch.alerting;

import java.time.Instant;
import java.util.List;

/** While it is on, alerts are stored and nobody is told; one summary is told at its end. @param ruleIds null for all */
record MaintenanceWindow(
        long id,
        Instant from,
        Instant until,
        List<String> ruleIds,
        String reason,
        Instant createdAt,
        String createdBy) {

    boolean covers(String ruleId) {
        return ruleIds == null || ruleIds.contains(ruleId);
    }
}
