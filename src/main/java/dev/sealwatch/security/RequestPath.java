package dev.sealwatch.security;

import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** The path that a request means, however it is written: whoever is counted or told of by his path is so in every spelling. */
final class RequestPath {

    private static final Set<String> INGEST = Set.of("/api/siem/logs", "/api/siem/events");

    private RequestPath() {}

    static String of(RoutingContext context) {
        return plain(context.normalizedPath());
    }

    /** The routes that count the bytes of their bodies themselves. */
    static boolean isIngest(RoutingContext context) {
        return INGEST.contains(of(context));
    }

    /** @param normalized without dots and needless escapes; matrix parameters and slashes at its end are left out here */
    static String plain(String normalized) {
        String path = normalized.replaceAll(";[^/]*", "");
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
