package dev.sealwatch.security;

import dev.sealwatch.pages.Frames;
import dev.sealwatch.pages.Query;
import dev.sealwatch.pages.Viewer;
import dev.sealwatch.platform.ClientAddress;
import dev.sealwatch.platform.Problems;
import dev.sealwatch.platform.Refusal;
import io.quarkus.security.AuthenticationFailedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Where every request for a page comes by first: who has no session is led to the login, who may see nothing is told so. */
@ApplicationScoped
class PageGate {

    /** As the API's {@link Gate}. */
    private static final int ORDER = -50;

    private static final String LANGUAGE = "Accept-Language";

    /** Their own files and nothing else: what somebody wrote into a log can't fetch, run or dress anything (CSP, level 3). */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    private final Callers callers;
    private final RateLimits limits;
    private final RequestAudit audit;
    private final Attempts attempts;
    private final Frames frames;

    PageGate(Callers callers, RateLimits limits, RequestAudit audit, Attempts attempts, Frames frames) {
        this.callers = callers;
        this.limits = limits;
        this.audit = audit;
        this.attempts = attempts;
        this.frames = frames;
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(context -> {
            if (PagePath.isPage(context)) {
                context.response().putHeader("Content-Security-Policy", POLICY);
                settleLanguage(context.request());
            }
            if (PagePath.isLogin(context)) {
                enterLogin(context);
            } else if (PagePath.isPage(context)) {
                enter(context);
            } else {
                context.next();
            }
        });
    }

    /** The framework refuses a page to a browser that says in no proper way what it would rather read. */
    private static void settleLanguage(HttpServerRequest request) {
        String language = Viewer.accepted(request.getHeader(LANGUAGE)).getLanguage();
        request.headers().set(LANGUAGE, language);
    }

    /** Asking for the form costs nothing; each attempt is counted, as those of the API are. */
    private void enterLogin(RoutingContext context) {
        Caller stranger = callers.anonymous(context.request());
        Access.enter(context, stranger);
        try {
            if (!PagePath.isSafe(context)) {
                attempts.fromClient(context, stranger);
            }
            context.next();
        } catch (Refusal tooMany) {
            Problems.answer(context, tooMany);
        }
    }

    private void enter(RoutingContext context) {
        Access.enter(context, callers.anonymous(context.request()));
        audit.watch(context);
        callers.identify(context)
                .invoke(caller -> admit(context, caller))
                .call(() -> frames.prepare(context))
                .subscribe()
                .with(admitted -> goOn(context, admitted), failure -> refuse(context, failure));
    }

    private void admit(RoutingContext context, Caller caller) {
        Access.enter(context, caller, () -> callers.identify(context));
        limits.take(context, RateLimits.Kind.QUERIES, caller.principal());
        Frames.enter(
                context,
                new Frames.Session(caller.principal(), caller.name(), caller.permissions(), Csrf.token(context)));
    }

    private static void goOn(RoutingContext context, Caller caller) {
        if (PagePath.showsAuditData(context) && !caller.may(Permission.VIEW_AUDIT)) {
            lead(context, "login/denied");
        } else {
            context.next();
        }
    }

    private static void refuse(RoutingContext context, Throwable failure) {
        if (failure instanceof AuthenticationFailedException) {
            String asked = context.request().uri().substring(1);
            lead(context, PagePath.isSafe(context) ? "login?next=" + Query.encoded(asked) : "login");
        } else {
            Problems.answer(context, failure);
        }
    }

    /** An update in the middle of a page can't be led elsewhere; the page is. */
    private static void lead(RoutingContext context, String page) {
        String target = ClientAddress.base(context) + page;
        boolean update = context.request().headers().contains("HX-Request");
        context.response()
                .setStatusCode(update ? 401 : 303)
                .putHeader(update ? "HX-Redirect" : "Location", target)
                .end();
    }
}
