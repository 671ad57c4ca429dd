package dev.sealwatch.platform;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** The members of RFC 9457 for one refusal. */
record Problem(Refusal refusal, String instance) {

    static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPE = "urn:sealwatch:problem:";

    int status() {
        return refusal.status();
    }

    Map<String, String> headers() {
        return refusal.headers();
    }

    String json() {
        JsonObject json = new JsonObject()
                .put("type", TYPE + refusal.code())
                .put("title", HttpResponseStatus.valueOf(refusal.status()).reasonPhrase())
                .put("status", refusal.status())
                .put("detail", refusal.getMessage())
                .put("instance", instance);
        if (!refusal.faults().isEmpty()) {
            JsonArray errors = new JsonArray();
            refusal.faults()
                    .forEach(fault -> errors.add(
                            new JsonObject().put("field", fault.field()).put("detail", fault.detail())));
            json.put("errors", errors);
        }
        refusal.members().forEach(json::put);
        return json.encode();
    }

    static String hint(int status) {
        return switch (status) {
            case 400 -> "The request can't be read: HTTP asks for a Host and for well-formed headers.";
            case 404 -> "Nothing is served here. The routes are listed at /q/openapi.";
            case 405 -> "This path exists, with another method. See /q/openapi.";
            case 406 -> "The answer is application/json; allow it in Accept.";
            case 415 -> "Send application/json.";
            default -> "The request can't be served.";
        };
    }
}
