package dev.sealwatch.security;

import dev.sealwatch.platform.Refusal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Attempts to sign in: how many somebody may make, and what is told of each. */
@ApplicationScoped
class Attempts {

    private final RateLimits limits;
    private final RequestAudit audit;

    Attempts(RateLimits limits, RequestAudit audit) {
        this.limits = limits;
        this.audit = audit;
    }

    /** Counted before anything is read, so that what is no sign-in at all counts like a wrong one. */
    void fromClient(RoutingContext context, Caller stranger) {
        take(
                context,
                RateLimits.Kind.LOGIN_FROM_CLIENT,
                stranger,
                stranger.address().key());
    }

    void toAccount(RoutingContext context, Caller caller) {
        take(context, RateLimits.Kind.LOGIN_TO_ACCOUNT, caller, caller.name());
    }

    private void take(RoutingContext context, RateLimits.Kind kind, Caller caller, String who) {
        try {
            limits.take(context, kind, who);
        } catch (Refusal throttled) {
            failed(caller, "throttled");
            throw throttled;
        }
    }

    void failed(Caller caller, String reason) {
        audit.record(AuditEvent.signIn("warn", "login_failed", caller, Map.of("reason", reason)));
    }

    void succeeded(Caller caller) {
        audit.record(AuditEvent.signIn("info", "login_success", caller, Map.of()));
    }
}
