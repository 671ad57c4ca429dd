package dev.sealwatch.notify;

import dev.sealwatch.notify.Card.Fact;
import dev.sealwatch.notify.Card.Item;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** An adaptive card for a workflow of Microsoft Teams. Attackers' text stands in text runs, where no Markdown is read. */
final class TeamsBody {

    /** A message may have 28 KiB. */
    private static final int MOST_ALERTS = 10;

    private TeamsBody() {}

    static JsonObject of(Card card) {
        JsonArray body = new JsonArray().add(line("Bolder", card.subject()));
        if (card.preface() != null) {
            body.add(line("Default", card.preface()));
        }
        card.alerts().stream().limit(MOST_ALERTS).forEach(item -> add(body, item));
        if (card.more() != null) {
            body.add(line("Default", card.more()));
        }
        JsonObject content = new JsonObject()
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4")
                .put("body", body);
        JsonObject attachment = new JsonObject()
                .put("contentType", "application/vnd.microsoft.card.adaptive")
                .put("content", content);
        return new JsonObject().put("type", "message").put("attachments", new JsonArray().add(attachment));
    }

    private static void add(JsonArray body, Item item) {
        body.add(line("Bolder", item.title())).add(line("Default", item.description()));
        for (Fact fact : item.facts()) {
            body.add(line("Lighter", fact.label() + ": " + fact.value()));
        }
        if (item.link() != null) {
            JsonObject open = new JsonObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", item.open())
                    .put("url", item.link());
            body.add(new JsonObject().put("type", "ActionSet").put("actions", new JsonArray().add(open)));
        }
    }

    private static JsonObject line(String weight, String text) {
        JsonObject run =
                new JsonObject().put("type", "TextRun").put("text", text).put("weight", weight);
        return new JsonObject().put("type", "RichTextBlock").put("inlines", new JsonArray().add(run));
    }
}
