package dev.sealwatch.notify;

import dev.sealwatch.platform.Refusal;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.mutiny.ext.mail.MailClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.UUID;

/** Sends mails by the server that Quarkus' own settings name. */
@ApplicationScoped
class Mailing {

    @CheckedTemplate(basePath = "notify")
    static class Templates {
        static native TemplateInstance text(Card card);

        static native TemplateInstance html(Card card, String language);
    }

    /** Made when it is needed: settings that are wrong about mail stop no webhook. */
    private final Instance<MailClient> client;

    private final NotifyConfig config;

    Mailing(Instance<MailClient> client, NotifyConfig config) {
        this.client = client;
        this.config = config;
    }

    void refuseWithoutHost() {
        if (config.mailHost().isEmpty() || config.mailFrom().isEmpty()) {
            throw Refusal.conflict(
                    "no_mail_server",
                    "There is no mail server: set QUARKUS_MAILER_HOST, QUARKUS_MAILER_FROM and what else it asks for.");
        }
    }

    /** @param key that of the delivery: readers of mail show a repeated one once. Never fails */
    Uni<Receipt> send(Channel channel, Card card, UUID key) {
        return Uni.createFrom()
                .deferred(() -> {
                    refuseWithoutHost();
                    return mail(channel, card, key).flatMap(mail -> client.get().sendMail(mail));
                })
                .ifNoItem()
                .after(config.mailTimeout())
                .fail()
                .map(sent -> taken(channel, sent))
                .onFailure()
                .recoverWithItem(failure -> Receipt.failure("The mail was not taken: ", failure));
    }

    /** Of several recipients the server may refuse some: the others are told, and it says who was not. */
    private static Receipt taken(Channel channel, MailResult sent) {
        List<String> refused = channel.recipients().stream()
                .filter(recipient -> !sent.getRecipients().contains(recipient))
                .toList();
        return refused.isEmpty()
                ? Receipt.success(null)
                : Receipt.partly("The mail server refused " + refused.size() + " of "
                        + channel.recipients().size() + " recipients: " + String.join(", ", refused));
    }

    private Uni<MailMessage> mail(Channel channel, Card card, UUID key) {
        Uni<String> text = Templates.text(card).createUni();
        Uni<String> html = Templates.html(card, channel.language().word()).createUni();
        return Uni.combine()
                .all()
                .unis(text, html)
                .with((plain, rich) -> new MailMessage()
                        .setFrom(config.mailFrom().orElseThrow())
                        .setTo(channel.recipients())
                        .setSubject(card.subject())
                        .setText(plain)
                        .setHtml(rich)
                        .addHeader("Message-ID", "<" + key + "@sealwatch.invalid>")
                        .addHeader("Auto-Submitted", "auto-generated"));
    }
}
