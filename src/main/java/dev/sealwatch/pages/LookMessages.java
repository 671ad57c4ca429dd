package dev.sealwatch.pages;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words for looking around: times, filters, views and copies; they are in {@code messages/look*.properties}. */
@MessageBundle("look")
interface LookMessages {

    @Message
    String from();

    @Message
    String to();

    @Message
    String hint(String zone);

    @Message
    String times();

    @Message
    String earlier();

    @Message
    String later();

    @Message
    String now();

    @Message
    String wider();

    @Message
    String today();

    @Message
    String yesterday();

    @Message
    String anyTime();

    @Message
    String last(String span);

    @Message
    String inForce();

    @Message
    String drop(String name, String value);

    @Message
    String not();

    @Message
    String named(String name);

    @Message
    String word(String word);

    @Message
    String band(String level);

    @Message
    String views();

    @Message
    String view(String word);

    @Message
    String copy();

    @Message
    String link();

    @Message
    String copyLink();

    @Message
    String copyCurl();

    @Message
    String json();

    @Message
    String download();

    @Message
    String copied();

    @Message
    String entries(String plural, String count);
}
