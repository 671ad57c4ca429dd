package dev.sealwatch.security;

import dev.sealwatch.platform.ClientAddress;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * A signed-in browser: its token in a cookie that no script reads.
 *
 * <p>It is sent along where somebody follows a link to us, so that a link in a mail leads somewhere, and with no form of
 * another site (SameSite=Lax, RFC 6265bis).
 */
final class Session {

    private static final String COOKIE = "siem_session";
    private static final String BY_COOKIE = "sealwatch.bycookie";

    private Session() {}

    static void begin(RoutingContext context, String token, Duration lifetime) {
        context.response().addCookie(cookie(context, token, lifetime));
    }

    static void end(RoutingContext context) {
        context.response().addCookie(cookie(context, "", Duration.ZERO));
    }

    private static Cookie cookie(RoutingContext context, String token, Duration lifetime) {
        return Cookie.cookie(COOKIE, token)
                .setPath(ClientAddress.base(context))
                .setHttpOnly(true)
                .setSecure(ClientAddress.isSecure(context))
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(lifetime.toSeconds());
    }

    /** Lets the cookie count like the header, where there is none and the request may come from a browser's page. */
    static void unwrap(RoutingContext context) {
        HttpServerRequest request = context.request();
        Cookie cookie = request.getCookie(COOKIE);
        if (cookie != null && !request.headers().contains("Authorization") && mayComeByCookie(context)) {
            request.headers().set("Authorization", "Bearer " + cookie.getValue());
            context.put(BY_COOKIE, true);
        }
    }

    static boolean isByCookie(RoutingContext context) {
        return context.get(BY_COOKIE, false);
    }

    /** Pages check their forms themselves; of the API a cookie may only read, and not for another site. */
    private static boolean mayComeByCookie(RoutingContext context) {
        return PagePath.isPage(context)
                || PagePath.isSafe(context)
                        && !"cross-site".equals(context.request().getHeader("Sec-Fetch-Site"));
    }
}
