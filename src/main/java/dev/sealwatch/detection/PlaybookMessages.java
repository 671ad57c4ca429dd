package dev.sealwatch.detection;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * What to do at three in the morning, by what an anomaly or an alert is about; the words are in
 * {@code messages/playbook*.properties}.
 */
@MessageBundle("playbook")
interface PlaybookMessages {

    /** What to find out first. */
    @Message
    String look(String type);

    /** What to do where it is real. */
    @Message
    String contain(String type);

    /** When it is over, and what to leave behind. */
    @Message
    String close(String type);
}
