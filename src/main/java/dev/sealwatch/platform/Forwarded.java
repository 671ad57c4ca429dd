package dev.sealwatch.platform;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** How a browser reached us, as trusted proxies tell it: below which path, and whether nobody could listen. */
@ApplicationScoped
class Forwarded {

    static final String BASE = "sealwatch.base";
    static final String SECURE = "sealwatch.secure";

    /** Before everything else, which may want to answer with a link. */
    private static final int ORDER = Integer.MIN_VALUE;

    /** What may stand in a path without being written otherwise (RFC 3986). */
    private static final String PREFIX = "(/[A-Za-z0-9._~-]+)+";

    private final ClientAddress addresses;

    Forwarded(ClientAddress addresses) {
        this.addresses = addresses;
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(context -> {
            HttpServerRequest request = context.request();
            boolean trusted = addresses.isFromProxy(request);
            context.put(BASE, trusted ? base(request.getHeader("X-Forwarded-Prefix")) : "/");
            context.put(SECURE, request.isSSL() || trusted && isSecure(request));
            context.next();
        });
    }

    /** A prefix that could lead elsewhere is none. */
    static String base(String prefix) {
        boolean plain = prefix != null && prefix.matches(PREFIX) && !prefix.contains("..");
        return plain ? prefix + "/" : "/";
    }

    private static boolean isSecure(HttpServerRequest request) {
        return "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }

    /** {@code /} where the request did not come so far. */
    static String base(RoutingContext context) {
        return context.get(BASE, "/");
    }
}
