package dev.sealwatch.notify;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What stands around alerts that are sent; the words are in {@code messages/notify*.properties}. */
@MessageBundle("notify")
interface NotifyMessages {

    @Message
    String low();

    @Message
    String medium();

    @Message
    String high();

    @Message
    String critical();

    @Message
    String severity();

    @Message
    String rule();

    @Message
    String user();

    @Message
    String address();

    @Message
    String raised();

    @Message
    String open();

    @Message
    String again();

    @Message
    String rose();

    @Message
    String digest(long total);

    @Message
    String preface(String since, String until);

    @Message
    String because(String reason);

    @Message
    String more(long count);

    @Message
    String testTitle();

    @Message
    String testText();

    @Message
    String footer();
}
