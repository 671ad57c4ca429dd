package dev.sealwatch.ingest;

import dev.sealwatch.platform.IpAddress;
import dev.sealwatch.security.AuditEvent;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes entries of the service's own doings, by the same reader that everybody's entries go through. */
@ApplicationScoped
class AuditDrafts {

    private static final Logger LOG = Logger.getLogger(AuditDrafts.class);
    static final String PRINCIPAL = "sealwatch";

    private final EntryReaders readers;
    private final IngestMetrics metrics;
    private final Clock clock;

    AuditDrafts(EntryReaders readers, IngestMetrics metrics, Clock clock) {
        this.readers = readers;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Empty where the event makes no entry: that is a fault of ours, and is told. */
    Optional<Ticket> ticket(AuditEvent event) {
        Reading reading = readers.logs()
                .document(json(event).toBuffer().getBytes(), new Sender(PRINCIPAL, clock.instant()))
                .get(0);
        metrics.received(1);
        if (reading instanceof Reading.Accepted accepted) {
            return Optional.of(new Ticket(Ticket.Mode.AUDIT, List.of(accepted.draft()), metrics::left));
        }
        Reading.Rejected rejected = (Reading.Rejected) reading;
        metrics.left(Outcome.rejected(null, rejected.code(), rejected.detail()));
        lost(event, rejected.code());
        return Optional.empty();
    }

    /** @throws IllegalArgumentException where it makes no entry: then the change it tells of must not happen */
    Pending entry(AuditEvent event) {
        return ticket(event)
                .orElseThrow(() -> new IllegalArgumentException("No entry can be made of " + event.category()))
                .entries()
                .get(0);
    }

    void lost(AuditEvent event, String why) {
        metrics.auditLost();
        LOG.errorf("The audit trail lost an event. category=%s why=%s", event.category(), why);
    }

    private static JsonObject json(AuditEvent event) {
        JsonObject json = new JsonObject()
                .put("source", event.source())
                .put("level", event.level())
                .put("category", event.category())
                .put("message", event.message())
                .put("metadata", new JsonObject(event.details()));
        if (event.caller() != null) {
            IpAddress address = event.caller().address();
            json.put("user_id", event.caller().name())
                    .put("ip_address", address == null ? null : address.text())
                    .put("user_agent", event.caller().userAgent());
        }
        return json;
    }
}
