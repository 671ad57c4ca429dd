package dev.sealwatch.platform;

import io.vertx.core.VertxException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What no other route answers is answered as a problem too. */
@ApplicationScoped
class FallbackRoutes {

    private static final int[] STATUSES = {400, 404, 405, 406, 413, 414, 415, 431};

    void register(@Observes Router router) {
        for (int status : STATUSES) {
            router.errorHandler(status, context -> Problems.answer(context, refusal(status)));
        }
        router.route().failureHandler(FallbackRoutes::failed);
    }

    private static void failed(RoutingContext context) {
        Throwable cause = context.failure();
        // What the server itself finds wrong with a request is no fault of ours.
        boolean ofServer = cause == null || cause instanceof VertxException || cause instanceof HttpException;
        Problems.answer(context, ofServer ? refusal(context.statusCode()) : cause);
    }

    private static Refusal refusal(int status) {
        int code = status < 400 ? 500 : status;
        return Refusal.of(code, "http_" + code, Problem.hint(code));
    }
}
