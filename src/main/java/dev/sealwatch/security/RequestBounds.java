package dev.sealwatch.security;

import dev.sealwatch.platform.Problems;
import dev.sealwatch.platform.Refusal;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses what is too large or no address before anybody asks who sends it.
 *
 * <p>Ingest counts its own bodies. The server's own bounds lie further out: what breaks them gets a bare answer, because
 * it can't be read as a request.
 */
@ApplicationScoped
class RequestBounds {

    /** Before anything else looks at the address. */
    private static final int ORDER = Integer.MIN_VALUE;

    /** Of JSON that is not ingest: all that the API takes elsewhere is small. */
    private static final long MOST_BODY_BYTES = 1024 * 1024;

    /** RFC 9112, section 3, asks for 8 000 at least. */
    private static final int MOST_URI_CHARACTERS = 8_192;

    private static final int MOST_HEADER_CHARACTERS = 16 * 1024;

    private final Callers callers;
    private final RequestAudit audit;

    RequestBounds(Callers callers, RequestAudit audit) {
        this.callers = callers;
        this.audit = audit;
    }

    void register(@Observes Router router) {
        router.route()
                .order(ORDER)
                .handler(context ->
                        refusal(context).ifPresentOrElse(refusal -> refuse(context, refusal), () -> goOn(context)));
    }

    private void refuse(RoutingContext context, Refusal refusal) {
        audit.refused(context.request(), callers.anonymous(context.request()), refusal.status());
        Problems.answer(context, refusal);
    }

    private static void goOn(RoutingContext context) {
        if (!RequestPath.isIngest(context)) {
            // Where no length is announced, the framework counts while it reads.
            context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, MOST_BODY_BYTES);
            assumeJson(context.request());
        }
        context.next();
    }

    /** Nothing else is taken below /api, so who does not say what he sends, or sends nothing, needs no content type. */
    private static void assumeJson(HttpServerRequest request) {
        boolean empty = "0".equals(request.getHeader(HttpHeaders.CONTENT_LENGTH));
        boolean unsaid = empty || !request.headers().contains(HttpHeaders.CONTENT_TYPE);
        if (unsaid && request.path().startsWith("/api/")) {
            request.headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
        }
    }

    private static Optional<Refusal> refusal(RoutingContext context) {
        HttpServerRequest request = context.request();
        return ofAddress(request.uri())
                .or(() -> ofHeaders(request.headers()))
                .or(() -> RequestPath.isIngest(context) ? Optional.empty() : ofBody(request));
    }

    static Optional<Refusal> ofAddress(String uri) {
        if (uri.length() > MOST_URI_CHARACTERS) {
            return refused(
                    414,
                    "uri_too_long",
                    "The address has " + uri.length() + " characters; at most " + MOST_URI_CHARACTERS + " are read.");
        }
        try {
            String path = new URI(uri).getRawPath();
            if (path != null && path.contains("%00")) {
                return refused(400, "invalid_uri", "The path holds U+0000 (%00); nothing has a name with it.");
            }
            return Escapes.areUtf8(uri)
                    ? Optional.empty()
                    : refused(400, "invalid_uri", "The address is not text in UTF-8, escaped like %C3%A9 for é.");
        } catch (URISyntaxException malformed) {
            return refused(
                    400,
                    "invalid_uri",
                    "The address can't be read (RFC 3986): " + malformed.getReason() + " at character "
                            + (malformed.getIndex() + 1) + ".");
        }
    }

    private static Optional<Refusal> ofHeaders(MultiMap headers) {
        long characters = 0;
        for (Map.Entry<String, String> header : headers) {
            characters += header.getKey().length() + header.getValue().length();
        }
        return characters > MOST_HEADER_CHARACTERS
                ? refused(
                        431,
                        "headers_too_large",
                        "The headers have " + characters + " characters; at most " + MOST_HEADER_CHARACTERS
                                + " are read.")
                : Optional.empty();
    }

    private static Optional<Refusal> ofBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && Long.parseLong(length) > MOST_BODY_BYTES
                ? refused(413, "body_too_large", "The body is larger than " + MOST_BODY_BYTES + " bytes.")
                : Optional.empty();
    }

    private static Optional<Refusal> refused(int status, String code, String detail) {
        return Optional.of(Refusal.of(status, code, detail));
    }
}
