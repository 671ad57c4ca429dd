package dev.sealwatch.ingest;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page of refused entries; they are in {@code messages/letters*.properties}. */
@MessageBundle("letters")
interface LetterMessages {

    @Message
    String title();

    @Message
    String intro();

    @Message
    String received();

    @Message
    String sender();

    @Message
    String reason();

    @Message
    String entry();

    @Message
    String none();
}
