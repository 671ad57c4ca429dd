package dev.sealwatch.dashboard;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page that is printed; they are in {@code messages/incident*.properties}. */
@MessageBundle("incident")
interface IncidentMessages {

    @Message
    String ofAnomaly(String id);

    @Message
    String ofAlert(String id);

    @Message
    String hint();

    @Message
    String about();

    @Message
    String noEvidence();

    @Message
    String counts();

    @Message
    String byUser();

    @Message
    String byAddress();

    @Message
    String byAgent();

    @Message
    String others(String count);

    @Message
    String alertsNearby();

    @Message
    String raised(String title, String id);

    @Message
    String noAlert();

    @Message
    String verification();

    @Message
    String now(String verified, String all, String time, String zone);

    @Message
    String nothingToCheck();

    @Message
    String how();

    @Message
    String full(String time, String total, String wrong, String unknown);

    @Message
    String neverFull();

    @Message
    String notExcluded();

    @Message
    String printed(String name, String time, String zone);

    @Message
    String link();
}
