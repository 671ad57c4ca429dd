package dev.sealwatch.security;

import dev.sealwatch.platform.Refusal;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Lets a form through only where it comes from a page of ours: it carries what only such a page was told, and a browser
 * that says where it comes from (Fetch Metadata) says that it comes from here.
 */
class Csrf {

    private static final String FIELD = "csrf";
    private static final String HEADER = "X-CSRF-Token";
    private static final Set<String> OURS = Set.of("same-origin", "none");
    private static final String ALGORITHM = "HmacSHA256";

    /** Made from the session's token, which no script and no other site can read; so every replica knows it. */
    static String token(RoutingContext context) {
        String secret = context.request().getHeader("Authorization");
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] code = mac.doFinal("sealwatch form".getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HMAC-SHA256", impossible);
        }
    }

    @ServerRequestFilter
    @WithFormRead
    public void check(ResteasyReactiveContainerRequestContext request, RoutingContext context) {
        if (PagePath.isSafe(context)) {
            return;
        }
        if (PagePath.isPage(context)) {
            refuseOtherSites(context.request());
        }
        if (Session.isByCookie(context) && !isToken(sent(request, context.request()), token(context))) {
            throw Refusal.forbidden("The form is not of this session: load the page again, then send it.");
        }
    }

    private static void refuseOtherSites(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !OURS.contains(site)) {
            throw Refusal.forbidden("The form comes from another site.");
        }
    }

    private static String sent(ResteasyReactiveContainerRequestContext request, HttpServerRequest http) {
        String header = http.getHeader(HEADER);
        if (header != null) {
            return header;
        }
        var context = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        return context.getFormData() == null ? null : (String) context.getFormParameter(FIELD, true, false);
    }

    private static boolean isToken(String sent, String expected) {
        return sent != null
                && MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
