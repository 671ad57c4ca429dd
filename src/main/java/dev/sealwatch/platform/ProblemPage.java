package dev.sealwatch.platform;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A problem for a person whose browser asked for a page.
 *
 * @param detail what exactly is wrong, in English, or null where the page says all there is to say
 * @param base of all links
 * @param again the same page once more, or null where it was no mere question
 */
record ProblemPage(
        int status, String detail, List<Refusal.FieldError> faults, String base, String again, String theme) {

    static final String MEDIA_TYPE = "text/html; charset=utf-8";

    private static final Set<String> PAGES = Set.of("/security", "/login", "/logout", "/preferences");
    private static final Set<String> THEMES = Set.of("light", "dark");
    private static final String ROMANIAN = "ro";

    /** What {@link Problem#hint} says is meant for programs. */
    private static final String HINT = "http_";

    /** Its own stylesheet and nothing else. */
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'self'; frame-ancestors 'none'";

    @CheckedTemplate(basePath = "platform")
    static class Templates {
        static native TemplateInstance problem(ProblemPage shown, String language);
    }

    static boolean isAsked(RoutingContext context) {
        String accepted = context.request().getHeader("Accept");
        return accepted != null
                && accepted.contains("text/html")
                && PAGES.stream().anyMatch(context.normalizedPath()::startsWith);
    }

    /** Also lets the page have its stylesheet, wherever on its way the request failed. */
    static Uni<String> of(Refusal refusal, RoutingContext context) {
        context.response().putHeader("Content-Security-Policy", POLICY);
        HttpServerRequest request = context.request();
        String language = language(request);
        return Templates.problem(shown(refusal, context), language)
                .setLocale(Locale.forLanguageTag(language))
                .createUni();
    }

    private static ProblemPage shown(Refusal refusal, RoutingContext context) {
        HttpServerRequest request = context.request();
        String theme = String.valueOf(cookie(request, "siem_theme"));
        return new ProblemPage(
                refusal.status(),
                refusal.code().startsWith(HINT) ? null : refusal.getMessage(),
                refusal.faults(),
                Forwarded.base(context),
                request.method() == HttpMethod.GET ? request.uri().substring(1) : null,
                THEMES.contains(theme) ? theme : "auto");
    }

    private static String language(HttpServerRequest request) {
        String chosen = cookie(request, "siem_language");
        String accepted = request.getHeader("Accept-Language");
        String wanted = chosen == null ? accepted : chosen;
        return wanted != null && wanted.toLowerCase(Locale.ROOT).startsWith(ROMANIAN) ? ROMANIAN : "en";
    }

    private static String cookie(HttpServerRequest request, String name) {
        Cookie cookie = request.getCookie(name);
        return cookie == null ? null : cookie.getValue();
    }
}
