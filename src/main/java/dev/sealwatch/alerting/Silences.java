package dev.sealwatch.alerting;

import dev.sealwatch.alerting.AlertRules.Rule;
import dev.sealwatch.alerting.SentWindow.Span;
import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.AuditEvent;
import dev.sealwatch.security.AuditTrail;
import dev.sealwatch.security.AuditTrail.Change;
import dev.sealwatch.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What people do so that they are not told: mutes and maintenance windows. */
@ApplicationScoped
class Silences {

    private final MuteStore mutes;
    private final WindowStore windows;
    private final RuleStore rules;
    private final AuditTrail trail;
    private final Clock clock;

    Silences(MuteStore mutes, WindowStore windows, RuleStore rules, AuditTrail trail, Clock clock) {
        this.mutes = mutes;
        this.windows = windows;
        this.rules = rules;
        this.trail = trail;
        this.clock = clock;
    }

    Uni<Mute> mute(SentMute sent, Caller caller) {
        sent.refuseUnfit();
        Instant until = Times.toCome("until", sent.until(), clock.instant());
        return trail.change(connection -> refuseUnknown(
                        connection, "rule_id", sent.ruleId() == null ? List.of() : List.of(sent.ruleId()))
                .chain(() -> mutes.add(connection, sent, until, caller.principal()))
                .map(mute -> new Change<>(mute, event("siem_mute_added", "Mute added", said(mute), caller))));
    }

    Uni<Void> unmute(long id, Caller caller) {
        return trail.change(connection -> mutes.remove(connection, id)
                .map(removed -> removed.orElseThrow(() -> Refusal.notFound("mute", id)))
                .map(mute -> new Change<>(null, event("siem_mute_removed", "Mute removed", said(mute), caller))));
    }

    Uni<MaintenanceWindow> open(SentWindow sent, Caller caller) {
        Span span = sent.span(clock.instant());
        return trail.change(connection -> refuseUnknown(
                        connection, "rule_ids", sent.ruleIds() == null ? List.of() : sent.ruleIds())
                .chain(() -> windows.add(connection, span, sent, caller.principal()))
                .map(window -> new Change<>(
                        window,
                        event("siem_maintenance_window_added", "Maintenance window added", said(window), caller))));
    }

    Uni<Void> close(long id, Caller caller) {
        return trail.change(connection -> windows.remove(connection, id)
                .map(removed -> removed.orElseThrow(() -> Refusal.notFound("maintenance window", id)))
                .map(window -> new Change<>(
                        null,
                        event("siem_maintenance_window_removed", "Maintenance window removed", said(window), caller))));
    }

    private Uni<Void> refuseUnknown(SqlConnection connection, String field, List<String> asked) {
        return rules.all(connection)
                .invoke(all -> {
                    List<String> known = all.stream().map(Rule::id).toList();
                    if (!known.containsAll(asked)) {
                        throw Refusal.invalid(field, "Expected one of: " + String.join(", ", known) + ".");
                    }
                })
                .replaceWithVoid();
    }

    private static AuditEvent event(String category, String message, Map<String, Object> details, Caller caller) {
        details.values().removeIf(Objects::isNull);
        return AuditEvent.siem("warn", category, message, caller, details);
    }

    private static Map<String, Object> said(Mute mute) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("id", mute.id());
        said.put("rule_id", mute.ruleId());
        said.put("user_id", mute.userId());
        said.put("ip_address", mute.ipAddress());
        said.put("reason", mute.reason());
        said.put("until", mute.until().toString());
        return said;
    }

    private static Map<String, Object> said(MaintenanceWindow window) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("id", window.id());
        said.put("from", window.from().toString());
        said.put("until", window.until().toString());
        said.put("rule_ids", window.ruleIds());
        said.put("reason", window.reason());
        return said;
    }
}
