package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Alert.Status;
import dev.sealwatch.alerting.Alerts.Outcome;
import dev.sealwatch.alerting.Alerts.Step;
import dev.sealwatch.detection.Anomaly.Classification;
import dev.sealwatch.security.AuditEvent;
import dev.sealwatch.security.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the audit trail says about alerts. */
final class AlertEvents {

    private AlertEvents() {}

    /** @param also what was done besides */
    static AuditEvent taken(Alert alert, Map<String, Object> also, Caller caller) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("alert_id", alert.id());
        details.put("rule_id", alert.ruleId());
        details.put("entity", alert.entity());
        tell(alert.resolutionNotes(), alert.classification(), details);
        details.putAll(also);
        return event("siem_alert_", "Alert ", alert.status(), caller, details);
    }

    /** @param asked the filter as it was sent, or null */
    static AuditEvent taken(Outcome outcome, Step step, Map<String, List<String>> asked, Caller caller) {
        Map<String, Object> details = new LinkedHashMap<>();
        if (asked != null) {
            details.put("filter", asked);
        }
        details.put("count", outcome.changed());
        details.put("ids_sha256", outcome.digest());
        tell(step.notes(), step.classification(), details);
        return event("siem_alerts_", "Alerts ", step.to(), caller, details);
    }

    private static AuditEvent event(
            String category, String message, Status to, Caller caller, Map<String, Object> details) {
        return AuditEvent.siem("info", category + to.word(), message + to.word(), caller, details);
    }

    private static void tell(String notes, Classification classification, Map<String, Object> details) {
        if (classification != null) {
            details.put("classification", classification.word());
        }
        if (notes != null) {
            details.put("notes", notes);
        }
    }
}
