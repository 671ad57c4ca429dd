package dev.sealwatch.notify;

import dev.sealwatch.notify.Channel.Language;
import dev.sealwatch.notify.Delivery.Notice;
import dev.sealwatch.notify.Dispatch.Tried;
import dev.sealwatch.platform.Uuid7;
import dev.sealwatch.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Sends a marked test while somebody waits for what comes of it. */
@ApplicationScoped
class Trial {

    private final Channels channels;
    private final DeliveryStore store;
    private final Dispatch dispatch;
    private final Cards cards;
    private final Clock clock;

    Trial(Channels channels, DeliveryStore store, Dispatch dispatch, Cards cards, Clock clock) {
        this.channels = channels;
        this.store = store;
        this.dispatch = dispatch;
        this.cards = cards;
        this.clock = clock;
    }

    Uni<Tried> of(UUID id, Caller caller) {
        return channels.known(id)
                .flatMap(channel -> store.attempt(notice(), channel.id()))
                .flatMap(dispatch::send)
                .invoke(tried ->
                        channels.tested(tried.delivery().channel(), tried.fate().outcome(), caller));
    }

    private Notice notice() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        JsonObject texts = new JsonObject();
        for (Language language : Language.values()) {
            NotifyMessages words = cards.words(language);
            JsonObject alert = new JsonObject()
                    .put("title", words.testTitle())
                    .put("description", words.testText())
                    .put("severity", "low")
                    .put("created_at", now.toString());
            texts.put(language.word(), new JsonArray().add(alert));
        }
        return new Notice(Uuid7.at(now, 0), Message.TEST, texts, null, now);
    }
}
