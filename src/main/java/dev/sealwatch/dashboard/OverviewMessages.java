package dev.sealwatch.dashboard;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the overview and of the welcome; they are in {@code messages/overview*.properties}. */
@MessageBundle("overview")
interface OverviewMessages {

    @Message
    String intelligence();

    @Message
    String liveAlerts();

    @Message
    String noAlerts();

    @Message
    String acknowledgedAlerts(String count, String form);

    @Message
    String lastDay();

    @Message
    String entries(String count, String form);

    @Message
    String quietDay();

    @Message
    String lastVerification();

    @Message
    String neverVerified();

    @Message
    String verificationFailed();

    @Message
    String verified(String verified, String total);

    @Message
    String faulty(String faults, String total);

    @Message
    String toIntegrity();

    @Message
    String welcome();

    @Message
    String nothingYet();

    @Message
    String whatToSend();

    @Message
    String signIns();

    @Message
    String refusals();

    @Message
    String accesses();

    @Message
    String exports();

    @Message
    String limits();

    @Message
    String whoAndWhere();

    @Message
    String firstEntry();

    @Message
    String tokenText();

    @Message
    String makeToken();

    @Message
    String askManager();

    @Message
    String afterwards();
}
