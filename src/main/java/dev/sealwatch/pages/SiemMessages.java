package dev.sealwatch.pages;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the intelligence page, {@code message} aside under the names that they were asked for: Qute keeps that one for itself. They are in {@code messages/siem*.properties}. */
@MessageBundle("siem")
interface SiemMessages {

    @Message
    String title();

    @Message
    String threatScore();

    @Message
    String alerts();

    @Message
    String anomalies();

    @Message
    String threats();

    @Message
    String logs();

    @Message
    String severity();

    @Message
    String level();

    @Message
    String source();

    @Message
    String category();

    @Message
    String messageText();

    @Message
    String time();

    @Message
    String type();

    @Message
    String description();

    @Message
    String confidence();

    @Message
    String indicator();

    @Message
    String threatLevel();

    @Message
    String occurrences();

    @Message
    String lastSeen();

    @Message
    String verifyIntegrity();

    @Message
    String alertAcknowledged();

    @Message
    String alertAcknowledgeFailed();

    @Message
    String alertResolved();

    @Message
    String alertResolveFailed();

    @Message
    String anomalyResolved();

    @Message
    String anomalyResolveFailed();

    @Message
    String exportSuccess();

    @Message
    String exportFailed();

    @Message
    String integrityVerified(String verified);

    @Message
    String integrityCompromised(String tampered, String total);

    @Message
    String integrityCheckFailed();

    @Message
    String acknowledge();

    @Message
    String resolve();

    @Message
    String viewDetails();

    @Message
    String alertDetails();

    @Message
    String anomalyDetails();

    @Message
    String resolutionNotes();

    @Message
    String resolutionNotesPlaceholder();

    @Message
    String criticalAnomalies();

    @Message
    String highAnomalies();

    @Message
    String mediumAnomalies();

    @Message
    String lowAnomalies();
}
