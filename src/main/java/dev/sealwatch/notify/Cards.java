package dev.sealwatch.notify;

import dev.sealwatch.notify.Card.Fact;
import dev.sealwatch.notify.Card.Item;
import dev.sealwatch.notify.Channel.Language;
import dev.sealwatch.pages.Visible;
import dev.sealwatch.platform.PlatformConfig;
import io.quarkus.qute.i18n.Localized;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Writes down what people read, in their language. */
@ApplicationScoped
class Cards {

    private final NotifyMessages english;
    private final NotifyMessages romanian;

    private final PlatformConfig platform;

    Cards(NotifyMessages english, @Localized("ro") NotifyMessages romanian, PlatformConfig platform) {
        this.english = english;
        this.romanian = romanian;
        this.platform = platform;
    }

    /** Of links, or null. */
    String base() {
        return platform.publicUrl().map(url -> url.replaceAll("/+$", "")).orElse(null);
    }

    NotifyMessages words(Language language) {
        return language == Language.RO ? romanian : english;
    }

    Card of(Message message, Language language) {
        NotifyMessages words = words(language);
        List<Item> items = message.alerts().stream()
                .map(alert -> item(message, alert, words))
                .toList();
        return new Card(
                Visible.of(subject(message, words)),
                message.isDigest() ? Visible.of(preface(message.summary(), words)) : null,
                items,
                more(message, words),
                words.footer());
    }

    private static String subject(Message message, NotifyMessages words) {
        if (message.isDigest()) {
            return "[Sealwatch] " + words.digest(message.summary().getLong("total"));
        }
        String headline = severity(message.alert().getString("severity"), words) + ": " + title(message.alert());
        return switch (message.event()) {
            case "told_again" -> "[Sealwatch] " + headline + " (" + words.again() + ")";
            case "severity_rose" -> "[Sealwatch] " + headline + " (" + words.rose() + ")";
            default -> "[Sealwatch] " + headline;
        };
    }

    private static String title(JsonObject alert) {
        String who = alert.getString("user_id", alert.getString("ip_address"));
        return who == null ? alert.getString("title") : alert.getString("title") + " (" + who + ")";
    }

    private static String preface(JsonObject summary, NotifyMessages words) {
        String from = words.preface(summary.getString("since"), summary.getString("until"));
        String reason = summary.getString("reason");
        return reason == null ? from : from + " " + words.because(reason);
    }

    private static String more(Message message, NotifyMessages words) {
        long unnamed = message.isDigest()
                ? message.summary().getLong("total") - message.alerts().size()
                : 0;
        return unnamed > 0 ? words.more(unnamed) : null;
    }

    private static Item item(Message message, JsonObject alert, NotifyMessages words) {
        BiFunction<String, String, List<Fact>> fact = (label, key) ->
                alert.getString(key) == null ? List.of() : List.of(new Fact(label, Visible.of(alert.getString(key))));
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(words.severity(), severity(alert.getString("severity"), words)));
        facts.addAll(fact.apply(words.rule(), "rule_id"));
        facts.addAll(fact.apply(words.user(), "user_id"));
        facts.addAll(fact.apply(words.address(), "ip_address"));
        facts.addAll(fact.apply(words.raised(), "created_at"));
        return new Item(
                Visible.of(alert.getString("title")),
                Visible.of(alert.getString("description")),
                alert.getString("severity"),
                List.copyOf(facts),
                message.link(alert).orElse(null),
                words.open());
    }

    private static String severity(String word, NotifyMessages words) {
        return switch (word) {
            case "critical" -> words.critical();
            case "high" -> words.high();
            case "medium" -> words.medium();
            default -> words.low();
        };
    }
}
