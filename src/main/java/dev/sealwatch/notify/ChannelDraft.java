package dev.sealwatch.notify;

import dev.sealwatch.notify.Channel.Type;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Makes a channel of what was sent, and finds out whether something could be sent there at all. */
@ApplicationScoped
class ChannelDraft {

    private final Destinations destinations;
    private final SecretBox box;
    private final Mailing mailing;

    ChannelDraft(Destinations destinations, SecretBox box, Mailing mailing) {
        this.destinations = destinations;
        this.box = box;
        this.mailing = mailing;
    }

    /** @param before null for a new one. Fails with a refusal */
    Uni<Channel> of(UUID id, Type type, SentChannel sent, Channel before) {
        return type == Type.WEBHOOK ? webhook(id, sent, before) : mail(id, sent);
    }

    private Uni<Channel> webhook(UUID id, SentChannel sent, Channel before) {
        Target target = Target.of(sent, before == null ? null : known(sent, before));
        return destinations
                .of(WebhookUrl.parse(target.url()))
                .map(reachable -> new Channel(
                        id,
                        sent.name(),
                        Type.WEBHOOK,
                        sent.isEnabled(),
                        sent.shownPreset(),
                        target.shown(sent.shownPreset()),
                        box.seal(id, target.json()),
                        null,
                        sent.shownLanguage()));
    }

    /** What all is said anew has not to be opened, so a channel can be saved again after the key was lost. */
    private Target known(SentChannel sent, Channel before) {
        boolean complete = sent.url() != null && sent.secret() != null;
        return complete ? null : Target.of(box.open(before.id(), before.target()));
    }

    private Uni<Channel> mail(UUID id, SentChannel sent) {
        mailing.refuseWithoutHost();
        return Uni.createFrom()
                .item(new Channel(
                        id,
                        sent.name(),
                        Type.EMAIL,
                        sent.isEnabled(),
                        null,
                        null,
                        null,
                        sent.recipients(),
                        sent.shownLanguage()));
    }
}
