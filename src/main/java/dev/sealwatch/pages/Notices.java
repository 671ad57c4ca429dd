package dev.sealwatch.pages;

import dev.sealwatch.pages.Frame.Notice;
import dev.sealwatch.platform.ClientAddress;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse;

/** What was done, told on the page that is shown next. */
final class Notices {

    static final String COOKIE = "siem_notice";

    private static final int MOST_CHARACTERS = 500;
    private static final int SECONDS = 30;

    private Notices() {}

    /** Goes on to a page after a change, and says what came of it. @param next as {@link #next} read it */
    static <T> RestResponse<T> seeOther(RoutingContext context, String next, Notice notice) {
        String base = ClientAddress.base(context);
        context.response().addCookie(cookie(notice, base).setSecure(ClientAddress.isSecure(context)));
        return RestResponse.seeOther(URI.create(base + next(next)));
    }

    /** A page of this service, whatever somebody wants us to lead to. */
    static String next(String wanted) {
        boolean ours = wanted != null && wanted.matches("security(/[\\w.~%:@-]+)*+(\\?[\\w.~%:@/=&+,$!*'()-]*)?");
        return ours && isEscaped(wanted) && !climbs(wanted.split("\\?", 2)[0]) ? wanted : "security/intelligence";
    }

    /** What else stands behind a percent sign makes no address. */
    private static boolean isEscaped(String address) {
        return !address.replaceAll("%\\p{XDigit}{2}", "").contains("%");
    }

    /** Browsers read an encoded dot as a dot (WHATWG URL, double-dot path segment). */
    private static boolean climbs(String path) {
        return path.toLowerCase(Locale.ROOT).replace("%2e", ".").contains("..");
    }

    private static Cookie cookie(Notice notice, String base) {
        String text = notice.text()
                .substring(0, Math.min(MOST_CHARACTERS, notice.text().length()));
        byte[] told = ((notice.good() ? "+" : "-") + text).getBytes(StandardCharsets.UTF_8);
        return Cookie.cookie(COOKIE, Base64.getUrlEncoder().withoutPadding().encodeToString(told))
                .setPath(base)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(SECONDS);
    }

    static Cookie gone(String base) {
        return Cookie.cookie(COOKIE, "").setPath(base).setHttpOnly(true).setMaxAge(0);
    }

    /** Null where it is none of ours. */
    static Notice read(String value) {
        try {
            String told = new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
            return told.isEmpty() ? null : new Notice(told.charAt(0) == '+', told.substring(1));
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }
}
