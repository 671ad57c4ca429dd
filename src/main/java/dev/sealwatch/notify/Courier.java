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
import org.jboss.logging.Logger;

/** Carries one claimed delivery to its channel, once. */
@ApplicationScoped
class Courier {

    private static final Logger LOG = Logger.getLogger(Courier.class);

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

    /** Never fails: what can't be sent keeps nothing else from being sent. */
    Uni<Receipt> carry(Delivery delivery) {
        return Uni.createFrom()
                .deferred(() -> delivery.channel().type() == Type.EMAIL ? mail(delivery) : post(delivery))
                .onFailure(Refusal.class)
                .recoverWithItem(refused -> Receipt.failure(refused.getMessage()))
                .onFailure()
                .invoke(bug -> LOG.warnf(bug, "A notification can't be written. delivery=%s", delivery.id()))
                .onFailure()
                .recoverWithItem(bug -> Receipt.failure("It could not be written; the log says why."));
    }

    private Uni<Receipt> mail(Delivery delivery) {
        return mailing.send(delivery.channel(), card(delivery.message(cards.base()), delivery), delivery.id());
    }

    private Card card(Message message, Delivery delivery) {
        return cards.of(message, delivery.channel().language());
    }

    private Uni<Receipt> post(Delivery delivery) {
        Channel channel = delivery.channel();
        Message message = delivery.message(cards.base());
        Target target = Target.of(box.open(channel.id(), channel.target()));
        JsonObject body = channel.preset().body(message, card(message, delivery), target.secret());
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
