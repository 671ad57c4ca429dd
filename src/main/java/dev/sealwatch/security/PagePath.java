package dev.sealwatch.security;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** Which requests are a person's for a page. */
final class PagePath {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /** Anybody's. */
    static final String LOGIN = "/login";

    private static final String LOGOUT = "/logout";
    private static final String ROOT = "/security";

    private PagePath() {}

    /** Also what merely looks like one, so that no way of writing a path leads around. */
    static boolean isPage(RoutingContext context) {
        String path = context.normalizedPath();
        return path.startsWith(ROOT) || path.startsWith(LOGOUT) || isLogin(context);
    }

    static boolean isLogin(RoutingContext context) {
        return context.normalizedPath().startsWith(LOGIN);
    }

    /** Only those who may read audit data see pages; everybody may leave. */
    static boolean showsAuditData(RoutingContext context) {
        return context.normalizedPath().startsWith(ROOT);
    }

    static boolean isSafe(RoutingContext context) {
        return SAFE.contains(context.request().method());
    }
}
