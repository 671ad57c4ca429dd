package dev.sealwatch.dashboard;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the demonstration; they are in {@code messages/demo*.properties}. */
@MessageBundle("demo")
interface DemonstrationMessages {

    @Message
    String title();

    @Message
    String offer();

    @Message
    String guessing();

    @Message
    String listing();

    @Message
    String leaving();

    @Message
    String night();

    @Message
    String promise();

    @Message
    String play();

    @Message
    String askManager();

    @Message
    String shown(String ago);

    @Message
    String coming(String found, String expected);

    @Message
    String found();

    @Message
    String lookAtAnomalies();

    @Message
    String lookAtEntries();

    @Message
    String remove();

    @Message
    String removing();

    @Message
    String askToRemove();

    @Message
    String played();

    @Message
    String stands();

    @Message
    String removed();

    @Message
    String notThere();
}
