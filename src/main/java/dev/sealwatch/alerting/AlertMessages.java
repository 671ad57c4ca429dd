package dev.sealwatch.alerting;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What alerts are called that are no anomalies; the words are in {@code messages/alert*.properties}. */
@MessageBundle("alert")
interface AlertMessages {

    @Message
    String threatScore();

    @Message
    String threatScoreText(long score, int threshold);

    @Message
    String integrity();

    @Message
    String tampered();

    @Message
    String tamperedText(long entries);

    @Message
    String missing();

    @Message
    String missingText(long entries);

    @Message
    String inserted();

    @Message
    String insertedText(long rows);

    @Message
    String rollback();

    @Message
    String rollbackText(long era);
}
