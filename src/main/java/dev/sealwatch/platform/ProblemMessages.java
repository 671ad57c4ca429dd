package dev.sealwatch.platform;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What a page says that can't be shown; the words are in {@code messages/problem*.properties}. */
@MessageBundle("problem")
interface ProblemMessages {

    @Message
    String badRequest();

    @Message
    String badRequestText();

    @Message
    String forbidden();

    @Message
    String forbiddenText();

    @Message
    String notFound();

    @Message
    String notFoundText();

    @Message
    String tooMany();

    @Message
    String tooManyText();

    @Message
    String fault();

    @Message
    String faultText();

    @Message
    String unavailable();

    @Message
    String unavailableText();

    @Message
    String other();

    @Message
    String otherText();

    @Message
    String again();

    @Message
    String overview();
}
