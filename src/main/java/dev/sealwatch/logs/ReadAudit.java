package dev.sealwatch.logs;

import dev.sealwatch.security.Access;
import dev.sealwatch.security.AuditEvent;
import dev.sealwatch.security.AuditTrail;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Leaves an entry of who read what. */
@ApplicationScoped
class ReadAudit {

    private final AuditTrail trail;

    ReadAudit(AuditTrail trail) {
        this.trail = trail;
    }

    void query(RoutingContext context, long entries) {
        Map<String, Object> details =
                Map.of("path", context.request().path(), "parameters", parameters(context), "entries", entries);
        trail.record(AuditEvent.query(Access.caller(context), details));
    }

    /** @param complete false when the client left or reading failed */
    void export(RoutingContext context, ExportFormat format, long entries, boolean complete) {
        Map<String, Object> details = Map.of(
                "format",
                format.extension(),
                "parameters",
                parameters(context),
                "entries",
                entries,
                "complete",
                complete);
        trail.record(AuditEvent.siem("info", "siem_export", "Audit data exported", Access.caller(context), details));
    }

    private static Map<String, List<String>> parameters(RoutingContext context) {
        Map<String, List<String>> parameters = new TreeMap<>();
        context.queryParams()
                .names()
                .forEach(name -> parameters.put(name, context.queryParams().getAll(name)));
        return parameters;
    }
}
