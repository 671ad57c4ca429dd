package dev.sealwatch.notify;

import dev.sealwatch.notify.Channel.Type;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Carries one claimed delivery to its channel, once. */
@ApplicationScoped
class Courier {

    private final Webhook webhook;
    private final Mailing mailing;
    private final SecretBox box;
    private final Cards cards;
    private final Clock clock;

    Courier(Webhook webhook, Mailing mailing, SecretBox box, Cards cards, Clock clock) {
        this.webhook = webhook;
        this.mailing = mailing;
        this.box = box;
        this.cards = cards;
        this.clock = clock;
    }

    /** Never fails. */
    Uni<Receipt> carry(Delivery delivery) {
        Message message = delivery.message(cards.base());
        Card card = cards.of(message, delivery.channel().language());
        return delivery.channel().type() == Type.EMAIL
                ? mailing.send(delivery.channel(), card, delivery.id())
                : Uni.createFrom()
                        .deferred(() -> post(delivery, message, card))
                        .onFailure(Refusal.class)
                        .recoverWithItem(refused -> Receipt.failure(refused.getMessage()));
    }

    private Uni<Receipt> post(Delivery delivery, Message message, Card card) {
        Channel channel = delivery.channel();
        Target target = Target.of(box.open(channel.id(), channel.target()));
        JsonObject body = channel.preset().body(message, card, target.secret());
        byte[] bytes = body.encode().getBytes(StandardCharsets.UTF_8);
        return webhook.post(
                WebhookUrl.parse(target.url()), headers(delivery, target, bytes), bytes, delivery.attempt());
    }

    /** A routing key is no secret between two that sign: what PagerDuty gets is not signed with it. */
    private Map<String, String> headers(Delivery delivery, Target target, byte[] body) {
        long seconds = clock.instant().getEpochSecond();
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Idempotency-Key", delivery.id().toString());
        headers.put("X-Sealwatch-Timestamp", Long.toString(seconds));
        if (target.secret() != null && delivery.channel().preset() != Preset.PAGERDUTY) {
            headers.put("X-Sealwatch-Signature", Signature.of(target.secret(), seconds, body));
        }
        return headers;
    }
}
