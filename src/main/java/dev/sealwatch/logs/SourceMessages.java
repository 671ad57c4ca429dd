package dev.sealwatch.logs;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page of sources; they are in {@code messages/sources*.properties}. */
@MessageBundle("sources")
interface SourceMessages {

    @Message
    String hint();

    @Message
    String priority();

    @Message
    String retention();

    @Message
    String entries();

    @Message
    String forEver();

    @Message
    String priorityOf(String name);

    @Message
    String retentionOf(String name);

    @Message
    String add();

    @Message
    String name();

    @Message
    String room();

    @Message
    String partitions();

    @Message
    String size();

    @Message
    String changed(String name, int days);

    @Message
    String refused();

    @Message
    String unstored();

    @Message
    String demonstration();
}
