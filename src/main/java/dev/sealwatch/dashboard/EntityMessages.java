package dev.sealwatch.dashboard;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of an entity's page; they are in {@code messages/entity*.properties}. */
@MessageBundle("entity")
interface EntityMessages {

    @Message
    String unknown();

    @Message
    String lastDay();

    @Message
    String allEntries();

    @Message
    String noAnomalies();

    @Message
    String noAlerts();

    @Message
    String noEntries();
}
