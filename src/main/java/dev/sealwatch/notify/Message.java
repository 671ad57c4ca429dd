package dev.sealwatch.notify;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is told, in one language.
 *
 * @param id of the notification
 * @param alerts as the API shows them; one, but for a digest
 * @param summary of a digest, or null
 * @param base of links, or null
 */
record Message(UUID id, String event, List<JsonObject> alerts, JsonObject summary, Instant at, String base) {

    static final String TEST = "test";
    static final String DIGEST = "digest";

    private static final String PAGE = "/security/intelligence?tab=alerts&detail=";

    boolean isTest() {
        return event.equals(TEST);
    }

    boolean isDigest() {
        return event.equals(DIGEST);
    }

    /** The one alert, or the worst. */
    JsonObject alert() {
        return alerts.get(0);
    }

    /** Where somebody looks at it, if that is known. */
    Optional<String> link(JsonObject alert) {
        return Optional.ofNullable(base)
                .filter(known -> alert.getValue("id") != null)
                .map(known -> known + PAGE + alert.getValue("id"));
    }

    /** The body of a webhook: the same in every attempt, so that its receiver may compare. */
    JsonObject json() {
        JsonObject body = new JsonObject().put("event", "alert." + event);
        if (isDigest()) {
            body.put("summary", summary)
                    .put(
                            "alerts",
                            new JsonArray(alerts.stream().map(this::linked).toList()));
        } else {
            body.put("alert", linked(alert()));
        }
        return body.put("sent_at", at.toString());
    }

    private JsonObject linked(JsonObject alert) {
        JsonObject copy = alert.copy();
        link(alert).ifPresent(link -> copy.put("url", link));
        return copy;
    }
}
