package dev.sealwatch.intel;

import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.AuditEvent;
import dev.sealwatch.security.AuditTrail;
import dev.sealwatch.security.AuditTrail.Change;
import dev.sealwatch.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** What people do about indicators. */
@ApplicationScoped
class Threats {

    private final ThreatStore store;
    private final OwnAddresses own;
    private final AuditTrail trail;
    private final Clock clock;

    Threats(ThreatStore store, OwnAddresses own, AuditTrail trail, Clock clock) {
        this.store = store;
        this.own = own;
        this.trail = trail;
        this.clock = clock;
    }

    Uni<Threat> add(SentThreat sent, Caller caller) {
        Indicator subject = sent.subject();
        refuseOwn(subject);
        Verdict verdict = verdict(sent, caller);
        return trail.change(connection -> store.add(connection, subject, verdict)
                .map(added -> added.orElseThrow(() -> known(subject)))
                .map(added -> new Change<>(added, added(added, caller))));
    }

    Uni<Threat> change(long id, SentThreat sent, Caller caller) {
        Verdict verdict = verdict(sent, caller);
        return trail.change(connection -> store.hold(connection, id)
                .map(held -> held.orElseThrow(() -> unknown(id)))
                .invoke(sent::refuseAnother)
                .flatMap(before -> store.change(connection, id, verdict)
                        .map(after -> after.orElseThrow(() -> unknown(id)))
                        .map(after -> new Change<>(after, changed(before, after, caller)))));
    }

    Uni<Void> remove(long id, Caller caller) {
        return trail.change(connection -> store.remove(connection, id)
                .map(removed -> removed.orElseThrow(() -> unknown(id)))
                .map(removed -> new Change<>(null, removed(removed, caller))));
    }

    private Verdict verdict(SentThreat sent, Caller caller) {
        return new Verdict(sent.threatLevel(), sent.description(), caller.principal(), sent.expiry(clock.instant()));
    }

    private void refuseOwn(Indicator subject) {
        boolean isOwn = subject.type() == ThreatType.IP
                && Network.parse(subject.text()).filter(own::meet).isPresent();
        if (isOwn) {
            throw Refusal.invalid(
                    "indicator",
                    "It holds loopback, private, link-local, multicast, reserved or your own addresses, or IPv4 in IPv6:"
                            + " these never become indicators.");
        }
    }

    private static AuditEvent added(Threat threat, Caller caller) {
        return event("siem_threat_added", "Indicator added", caller, details(threat, Map.of("after", said(threat))));
    }

    private static AuditEvent changed(Threat before, Threat after, Caller caller) {
        Map<String, Object> change = Map.of("before", said(before), "after", said(after));
        return event("siem_threat_changed", "Indicator changed", caller, details(after, change));
    }

    private static AuditEvent removed(Threat threat, Caller caller) {
        return event(
                "siem_threat_removed", "Indicator removed", caller, details(threat, Map.of("before", said(threat))));
    }

    private static AuditEvent event(String category, String message, Caller caller, Map<String, Object> details) {
        return AuditEvent.siem("warn", category, message, caller, details);
    }

    private static Map<String, Object> details(Threat threat, Map<String, Object> change) {
        Map<String, Object> details = new LinkedHashMap<>(change);
        details.put("id", threat.id());
        details.put("indicator", threat.indicator());
        details.put("type", threat.type().word());
        return details;
    }

    private static Map<String, Object> said(Threat threat) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("threat_level", threat.threatLevel().word());
        said.put("source", threat.source());
        if (threat.description() != null) {
            said.put("description", threat.description());
        }
        if (threat.expiresAt() != null) {
            said.put("expires_at", threat.expiresAt().toString());
        }
        return said;
    }

    private static Refusal known(Indicator subject) {
        return Refusal.conflict(
                "indicator_known",
                "The " + subject.type().word() + " " + subject.text()
                        + " is on the list, perhaps expired. Find it with expired=all and change it there.");
    }

    private static Refusal unknown(long id) {
        return Refusal.notFound("indicator", id);
    }
}
