package dev.sealwatch.security;

import dev.sealwatch.platform.Problems;
import dev.sealwatch.platform.Refusal;
import io.quarkus.security.AuthenticationFailedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Where every request to the API comes by first: who is it, and may he ask once more?
 *
 * <p>It does not touch the body, which stays paused until whoever answers reads it.
 */
@ApplicationScoped
class Gate {

    /** After the server knows how to authenticate (-200), before everything that answers (from 0 on). */
    private static final int ORDER = -50;

    private static final String LOGIN = "/api/auth/login";

    private final Callers callers;
    private final RateLimits limits;
    private final RequestAudit audit;
    private final LastUses lastUses;
    private final Attempts attempts;

    Gate(Callers callers, RateLimits limits, RequestAudit audit, LastUses lastUses, Attempts attempts) {
        this.callers = callers;
        this.limits = limits;
        this.audit = audit;
        this.lastUses = lastUses;
        this.attempts = attempts;
    }

    /** Also in front of what merely looks like the API, so that no way of writing its paths leads around. */
    void register(@Observes Router router) {
        router.route().order(ORDER).handler(context -> {
            if (context.normalizedPath().startsWith("/api")) {
                enter(context);
            } else {
                context.next();
            }
        });
    }

    private void enter(RoutingContext context) {
        Access.enter(context, callers.anonymous(context.request()));
        if (context.normalizedPath().equals(LOGIN)) {
            enterLogin(context);
            return;
        }
        audit.watch(context);
        callers.identify(context)
                .invoke(caller -> admit(context, caller))
                .subscribe()
                .with(admitted -> context.next(), failure -> refuse(context, failure));
    }

    private void enterLogin(RoutingContext context) {
        try {
            attempts.fromClient(context, Access.anyone(context));
            context.next();
        } catch (Refusal tooMany) {
            Problems.answer(context, tooMany);
        }
    }

    private void admit(RoutingContext context, Caller caller) {
        Access.enter(context, caller, () -> callers.identify(context));
        limits.take(context, kind(context), caller.principal());
        lastUses.seen(caller);
    }

    private void refuse(RoutingContext context, Throwable failure) {
        Problems.answer(context, failure instanceof Refusal ? failure : unidentified(context, failure));
    }

    /** Who is not let in is counted by his address. */
    private Throwable unidentified(RoutingContext context, Throwable failure) {
        if (!(failure instanceof AuthenticationFailedException)) {
            return failure;
        }
        try {
            limits.take(
                    context,
                    RateLimits.Kind.QUERIES,
                    Access.anyone(context).address().key());
            return failure;
        } catch (Refusal tooMany) {
            return tooMany;
        }
    }

    private static RateLimits.Kind kind(RoutingContext context) {
        boolean ingest = context.request().method() == HttpMethod.POST && RequestPath.isIngest(context);
        return ingest ? RateLimits.Kind.INGEST : RateLimits.Kind.QUERIES;
    }
}
