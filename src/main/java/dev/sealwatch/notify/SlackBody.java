package dev.sealwatch.notify;

import dev.sealwatch.notify.Card.Item;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;

/** A message for Slack's incoming webhooks, in Block Kit. Attackers' text is plain text, which nothing is read into. */
final class SlackBody {

    private static final int LONGEST_TEXT = 2_900;

    /** Slack takes 50 blocks; an alert has three. */
    private static final int MOST_ALERTS = 12;

    private SlackBody() {}

    static JsonObject of(Card card) {
        JsonArray blocks = new JsonArray().add(section(card.subject()));
        if (card.preface() != null) {
            blocks.add(section(card.preface()));
        }
        card.alerts().stream().limit(MOST_ALERTS).forEach(item -> add(blocks, item));
        if (card.more() != null) {
            blocks.add(section(card.more()));
        }
        return new JsonObject().put("text", escaped(card.subject())).put("blocks", blocks);
    }

    private static void add(JsonArray blocks, Item item) {
        String facts = item.facts().stream()
                .map(fact -> fact.label() + ": " + fact.value())
                .collect(Collectors.joining("\n"));
        blocks.add(section(item.title() + "\n" + item.description()));
        blocks.add(new JsonObject().put("type", "context").put("elements", new JsonArray().add(plain(facts))));
        if (item.link() != null) {
            JsonObject button = new JsonObject()
                    .put("type", "button")
                    .put("text", plain(item.open()))
                    .put("url", item.link());
            blocks.add(new JsonObject().put("type", "actions").put("elements", new JsonArray().add(button)));
        }
    }

    private static JsonObject section(String text) {
        return new JsonObject().put("type", "section").put("text", plain(text));
    }

    private static JsonObject plain(String text) {
        String fitting = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
        return new JsonObject().put("type", "plain_text").put("text", fitting).put("emoji", false);
    }

    /** The text of the notification itself is always read as markup: so no mention, no link. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
