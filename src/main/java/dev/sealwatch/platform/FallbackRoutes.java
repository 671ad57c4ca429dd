package dev.sealwatch.platform;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What no other route answers is answered as a problem too. */
@ApplicationScoped
class FallbackRoutes {

    private static final int LAST = Integer.MAX_VALUE;

    void register(@Observes Router router) {
        router.route().order(LAST).handler(context -> Problems.answer(context, status(404)));
        router.route().failureHandler(this::failed);
    }

    private void failed(RoutingContext context) {
        Throwable cause = context.failure();
        Problems.answer(context, cause == null ? status(context.statusCode()) : cause);
    }

    private static Refusal status(int status) {
        int code = status < 400 ? 500 : status;
        return Refusal.of(code, "http_" + code, Problem.hint(code));
    }
}
