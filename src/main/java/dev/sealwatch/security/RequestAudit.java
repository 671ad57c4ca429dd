package dev.sealwatch.security;

import io.quarkus.scheduler.Scheduled;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Leaves an entry for every reading, verification and refusal when it is over. Changes are told by their own transaction. */
@ApplicationScoped
class RequestAudit {

    /** Of an address that was too long: enough to see what it was. */
    private static final int MOST_PATH_CHARACTERS = 1_024;

    private static final Set<Integer> REFUSED = Set.of(401, 403, 413, 429);

    private final AuditTrail trail;
    private final RefusalBudget budget;

    RequestAudit(AuditTrail trail, SecurityConfig config, Clock clock) {
        this.trail = trail;
        this.budget = new RefusalBudget(config.limits(), clock);
    }

    void watch(RoutingContext context) {
        context.addEndHandler(ended -> eventOf(context, ended.succeeded()).ifPresent(this::record));
    }

    /** Tells of a request that was refused before it came to the gate; its parameters may be unreadable. */
    void refused(HttpServerRequest request, Caller stranger, int status) {
        String path = String.valueOf(request.path());
        record(AuditEvent.siem(
                "warn",
                "siem_refused",
                "Request refused",
                stranger,
                Map.of(
                        "method", request.method().name(),
                        "path", path.substring(0, Math.min(path.length(), MOST_PATH_CHARACTERS)),
                        "status", status)));
    }

    /** Stores what happened, unless it is one refusal too many of somebody without a token. */
    void record(AuditEvent event) {
        tellTheRest();
        Caller caller = event.caller();
        if (!caller.isAnonymous() || budget.allows(caller.address().key())) {
            trail.record(event);
        }
    }

    @Scheduled(every = "10s")
    void tellTheRest() {
        long rest = budget.endOfMinute();
        if (rest > 0) {
            trail.record(AuditEvent.siem(
                    "warn", "siem_refused", "More requests refused", null, Map.of("count", rest, "seconds", 60)));
        }
    }

    private static Optional<AuditEvent> eventOf(RoutingContext context, boolean complete) {
        HttpMethod method = context.request().method();
        return eventOf(method, RequestPath.of(context), context.response().getStatusCode())
                .map(what -> AuditEvent.siem(
                        what.level(),
                        what.category(),
                        what.message(),
                        Access.anyone(context),
                        details(context, complete)));
    }

    private static Map<String, Object> details(RoutingContext context, boolean complete) {
        Map<String, Object> details = new TreeMap<>(Map.of(
                "method", context.request().method().name(),
                "path", context.request().path(),
                "query", query(context.queryParams()),
                "status", context.response().getStatusCode()));
        Long entries = Access.read(context);
        if (entries != null) {
            details.put("entries", entries);
        }
        if (!complete) {
            details.put("aborted", true);
        }
        return details;
    }

    record What(String level, String category, String message) {}

    static Optional<What> eventOf(HttpMethod method, String path, int status) {
        boolean replaying = method == HttpMethod.POST && path.endsWith("/replay");
        boolean reading = method == HttpMethod.GET || method == HttpMethod.HEAD || replaying;
        if (REFUSED.contains(status)) {
            return Optional.of(new What("warn", "siem_refused", "Request refused"));
        }
        if (reading && path.startsWith("/api/siem/export")) {
            return Optional.of(new What("info", "siem_export", "Audit data exported"));
        }
        if (method == HttpMethod.POST && path.endsWith("/verify")) {
            return Optional.of(new What("info", "siem_verify", "Integrity verified"));
        }
        return reading ? Optional.of(new What("info", "siem_query", "Audit data read")) : Optional.empty();
    }

    private static Map<String, Object> query(MultiMap parameters) {
        Map<String, Object> query = new TreeMap<>();
        for (String name : parameters.names()) {
            List<String> values = parameters.getAll(name);
            query.put(name, values.size() == 1 ? values.get(0) : values);
        }
        return query;
    }
}
