package dev.sealwatch.pages;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words around quoted entries, wherever they are shown; they are in {@code messages/evidence*.properties}. */
@MessageBundle("evidence")
interface EvidenceMessages {

    @Message
    String integrity();

    @Message
    String verified();

    @Message
    String changed();

    @Message
    String slippedIn();

    @Message
    String unknownKey();

    @Message
    String missing();

    @Message
    String purged();

    @Message
    String batch(long number, int position);

    @Message
    String quoted();

    @Message
    String checked(String verified, String all);

    @Message
    String alert();

    @Message
    String whatToDo();

    @Message
    String print();
}
