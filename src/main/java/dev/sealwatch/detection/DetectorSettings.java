package dev.sealwatch.detection;

import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.AuditEvent;
import dev.sealwatch.security.AuditTrail;
import dev.sealwatch.security.AuditTrail.Change;
import dev.sealwatch.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules that hold: what was set through the API, else what is configured. */
@ApplicationScoped
class DetectorSettings {

    private final SettingStore store;
    private final Detectors detectors;
    private final AuditTrail trail;

    DetectorSettings(SettingStore store, Detectors detectors, AuditTrail trail) {
        this.store = store;
        this.detectors = detectors;
        this.trail = trail;
    }

    /** All detectors with the rules that hold now. */
    Uni<List<Detector>> current() {
        return store.changed().map(detectors::all);
    }

    /** Detectors of those types alone, with those rules. */
    List<Detector> with(Map<String, Rule> rules) {
        return detectors.all(rules).stream()
                .filter(detector -> rules.containsKey(detector.type()))
                .toList();
    }

    /** Holds from the next cycle on; fails with a refusal of 404 for a type that does not exist. */
    Uni<Void> change(String type, Rule rule, Caller caller) {
        Rule configured = configured(type);
        return trail.change(connection -> store.keep(connection, type, rule, caller.principal())
                .map(before -> new Change<>(null, changed(type, before.orElse(configured), rule, caller))));
    }

    /** What is configured holds again, from the next cycle on; fails with a refusal of 404 likewise. */
    Uni<Void> reset(String type, Caller caller) {
        Rule configured = configured(type);
        return trail.change(connection -> store.forget(connection, type)
                .map(before -> new Change<>(null, changed(type, before.orElse(configured), configured, caller))));
    }

    private Rule configured(String type) {
        return detectors.all().stream()
                .filter(detector -> detector.type().equals(type))
                .findFirst()
                .map(Detector::rule)
                .orElseThrow(() -> Refusal.notFound("detector", type));
    }

    private static AuditEvent changed(String type, Rule before, Rule after, Caller caller) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("type", type);
        details.put("before", settings(before));
        details.put("after", settings(after));
        return AuditEvent.siem("warn", "siem_detector_changed", "Detector changed", caller, details);
    }

    private static Map<String, Object> settings(Rule rule) {
        return Map.of(
                "threshold", rule.threshold(),
                "window_seconds", rule.window().toSeconds());
    }
}
