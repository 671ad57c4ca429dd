package dev.sealwatch.notify;

import dev.sealwatch.platform.Refusal;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
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
    private final Instance<ReactiveMailer> mailer;

    private final NotifyConfig config;

    Mailing(Instance<ReactiveMailer> mailer, NotifyConfig config) {
        this.mailer = mailer;
        this.config = config;
    }

    void refuseWithoutHost() {
        if (config.mailHost().isEmpty()) {
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
                    return mail(channel, card, key).flatMap(mail -> mailer.get().send(mail));
                })
                .ifNoItem()
                .after(config.mailTimeout())
                .fail()
                .map(sent -> Receipt.success(null))
                .onFailure()
                .recoverWithItem(failure -> Receipt.failure("The mail was not taken: ", failure));
    }

    private Uni<Mail> mail(Channel channel, Card card, UUID key) {
        Uni<String> text = Templates.text(card).createUni();
        Uni<String> html = Templates.html(card, channel.language().word()).createUni();
        return Uni.combine()
                .all()
                .unis(text, html)
                .with((plain, rich) -> new Mail()
                        .setTo(channel.recipients())
                        .setSubject(card.subject())
                        .setText(plain)
                        .setHtml(rich)
                        .addHeader("Message-ID", "<" + key + "@sealwatch.invalid>")
                        .addHeader("Auto-Submitted", "auto-generated"));
    }
}
