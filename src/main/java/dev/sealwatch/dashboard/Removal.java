package dev.sealwatch.dashboard;

import dev.sealwatch.dashboard.DemonstrationStore.Left;
import dev.sealwatch.detection.Anomalies;
import dev.sealwatch.logs.Sources;
import dev.sealwatch.security.AuditEvent;
import dev.sealwatch.security.AuditTrail;
import dev.sealwatch.security.AuditTrail.Change;
import dev.sealwatch.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Removes the demonstration: its entries are hidden until retention drops them, what came of it is resolved. */
@ApplicationScoped
class Removal implements Anomalies.Follower {

    private static final String SERVICE = "system";

    private final Sources sources;
    private final Clearing clearing;
    private final DemonstrationStore store;
    private final AuditTrail trail;
    private final Clock clock;

    Removal(Sources sources, Clearing clearing, DemonstrationStore store, AuditTrail trail, Clock clock) {
        this.sources = sources;
        this.clearing = clearing;
        this.store = store;
        this.trail = trail;
        this.clock = clock;
    }

    /** Whether one was shown. */
    Uni<Boolean> remove(Caller caller) {
        return trail.change(connection -> sources.hide(connection, clock.instant())
                .flatMap(shown -> clearing.clear(connection, caller.principal())
                        .map(left -> new Change<>(shown, removed(left, caller)))));
    }

    /** A detector or a stage may have been at work while it was removed. */
    @Override
    public Uni<Void> follow() {
        return store.left()
                .flatMap(left -> left.isNothing()
                        ? Uni.createFrom().voidItem()
                        : trail.change(connection -> clearing.clear(connection, SERVICE)
                                .map(cleared -> new Change<>(null, removed(cleared, null)))));
    }

    private static AuditEvent removed(Left left, Caller caller) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("source", Sources.DEMO);
        details.put("alerts", left.alerts().size());
        details.put("anomalies", left.anomalies().size());
        details.put("classification", "benign");
        return AuditEvent.siem("info", "siem_demonstration_removed", "Demonstration removed", caller, details);
    }
}
