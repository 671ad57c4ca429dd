package dev.sealwatch.pages;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/** What somebody chose once, kept by his browser. */
final class Preferences {

    static final String LANGUAGE = "siem_language";
    static final String ZONE = "siem_zone";
    static final String THEME = "siem_theme";
    static final String SHORTCUTS = "siem_shortcuts";

    private static final Duration KEPT = Duration.ofDays(365);
    private static final String OFF = "off";

    private Preferences() {}

    static Viewer of(HttpServerRequest request) {
        String theme = Optional.ofNullable(value(request, THEME)).orElse("auto");
        return new Viewer(
                Viewer.language(value(request, LANGUAGE), request.getHeader("Accept-Language")),
                Viewer.zone(decoded(value(request, ZONE))),
                Viewer.THEMES.contains(theme) ? theme : "auto",
                !OFF.equals(value(request, SHORTCUTS)));
    }

    private static String value(HttpServerRequest request, String name) {
        Cookie cookie = request.getCookie(name);
        return cookie == null ? null : cookie.getValue();
    }

    private static String decoded(String zone) {
        return zone == null ? null : zone.replace("%2F", "/");
    }

    /** Readable by scripts of the page alone where it matters to them; it is no secret. */
    static Cookie cookie(String name, String value, String base) {
        return Cookie.cookie(name, value.replace("/", "%2F"))
                .setPath(base)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(KEPT.toSeconds());
    }
}
