package dev.sealwatch.notify;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** An event for PagerDuty's Events API v2: what is told again about one alert, or done about it, joins its incident. */
final class PagerDutyBody {

    private static final String TRIGGER = "trigger";
    private static final int LONGEST_SUMMARY = 1_024;

    private PagerDutyBody() {}

    static JsonObject of(Message message, Card card, String routingKey) {
        String action = action(message.event());
        JsonObject event = new JsonObject()
                .put("routing_key", routingKey)
                .put("event_action", action)
                .put("dedup_key", dedupKey(message));
        return action.equals(TRIGGER) ? described(event, message, card) : event;
    }

    private static String action(String event) {
        return switch (event) {
            case "acknowledged" -> "acknowledge";
            case "resolved" -> "resolve";
            default -> TRIGGER;
        };
    }

    private static JsonObject described(JsonObject event, Message message, Card card) {
        String summary = card.subject().substring(0, Math.min(card.subject().length(), LONGEST_SUMMARY));
        JsonObject payload = new JsonObject()
                .put("summary", summary)
                .put("source", "sealwatch")
                .put("severity", severity(message.alert().getString("severity")))
                .put("timestamp", message.at().toString())
                .put("class", message.event())
                .put("custom_details", message.json());
        event.put("client", "Sealwatch").put("payload", payload);
        message.link(message.alert())
                .ifPresent(link -> event.put("client_url", link)
                        .put(
                                "links",
                                new JsonArray()
                                        .add(new JsonObject().put("href", link).put("text", card.subject()))));
        return event;
    }

    private static String dedupKey(Message message) {
        boolean single = !message.isDigest() && !message.isTest();
        return single ? "sealwatch-alert-" + message.alert().getValue("id") : "sealwatch-" + message.id();
    }

    private static String severity(String word) {
        return switch (word) {
            case "critical" -> "critical";
            case "high" -> "error";
            case "medium" -> "warning";
            default -> "info";
        };
    }
}
