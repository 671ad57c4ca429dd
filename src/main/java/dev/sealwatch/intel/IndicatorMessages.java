package dev.sealwatch.intel;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages about indicators; they are in {@code messages/indicators*.properties}. */
@MessageBundle("indicators")
interface IndicatorMessages {

    @Message
    String title();

    @Message
    String kind(String type);

    @Message
    String validity();

    @Message
    String holding();

    @Message
    String expired();

    @Message
    String none();

    @Message
    String wrongFilter(String field);

    @Message
    String edit();

    @Message
    String change(String indicator);

    @Message
    String another();

    @Message
    String source();

    @Message
    String expires();

    @Message
    String expiresIn(String zone);

    @Message
    String never();

    @Message
    String setBy(String who);

    @Message
    String removeForGood();

    @Message
    String expected(String field);

    @Message
    String kept();

    @Message
    String removed();

    @Message
    String gone();

    @Message
    String cancel();
}
