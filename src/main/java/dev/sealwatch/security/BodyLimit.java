package dev.sealwatch.security;

import dev.sealwatch.platform.Problems;
import dev.sealwatch.platform.Refusal;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/** Bounds every body but those of ingest, which count their own: what the API takes elsewhere is small. */
@ApplicationScoped
class BodyLimit {

    /** Before anything reads. */
    private static final int ORDER = -1_000;

    private static final long MOST_BYTES = 1024 * 1024;
    private static final Set<String> COUNT_THEMSELVES = Set.of("/api/siem/logs", "/api/siem/events");

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(context -> {
            if (COUNT_THEMSELVES.contains(context.normalizedPath())) {
                context.next();
            } else {
                limit(context);
            }
        });
    }

    private static void limit(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > MOST_BYTES) {
            Problems.answer(
                    context, Refusal.of(413, "body_too_large", "The body is larger than " + MOST_BYTES + " bytes."));
            return;
        }
        // Where no length is announced, the framework counts while it reads.
        context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, MOST_BYTES);
        context.next();
    }
}
