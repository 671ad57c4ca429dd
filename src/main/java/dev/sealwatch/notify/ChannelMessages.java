package dev.sealwatch.notify;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages of channels and of notifications; they are in {@code messages/channels*.properties}. */
@MessageBundle("channels")
interface ChannelMessages {

    @Message
    String channels();

    @Message
    String name();

    @Message
    String type();

    @Message
    String to();

    @Message
    String language();

    @Message
    String status();

    @Message
    String actions();

    @Message
    String inApp();

    @Message
    String inAppText();

    @Message
    String enabled();

    @Message
    String disabled();

    @Message
    String email();

    @Message
    String addWebhook();

    @Message
    String addEmail();

    @Message
    String change();

    @Message
    String log();

    @Message
    String test();

    @Message
    String remove();

    @Message
    String removeText();

    @Message
    String removed();

    @Message
    String inUse();

    @Message
    String saved(String name);

    @Message
    String testDelivered(String name);

    @Message
    String testFailed(String name, String error);

    @Message
    String preset();

    @Message
    String url();

    @Message
    String urlKeep();

    @Message
    String secret();

    @Message
    String secretKeep();

    @Message
    String secretHint();

    @Message
    String recipients();

    @Message
    String recipientsHint();

    @Message
    String isEnabled();

    @Message
    String nameWrong();

    @Message
    String urlWrong();

    @Message
    String secretWrong();

    @Message
    String recipientsWrong();

    @Message
    String otherWrong();

    @Message
    String deliveries();

    @Message
    String noDeliveries();

    @Message
    String attempt();

    @Message
    String outcome();

    @Message
    String answer();

    @Message
    String event();

    @Message
    String viewOnly();

    @Message
    String noChannels();

    @Message
    String notifications();

    @Message
    String unread(String count, String form);

    @Message
    String markRead();

    @Message
    String nothingUnread();

    @Message
    String delivered();

    @Message
    String failed();

    @Message
    String givenUp();

    @Message
    String unconfirmed();
}
