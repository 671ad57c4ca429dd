package dev.sealwatch.alerting;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page of rules; they are in {@code messages/rules*.properties}. */
@MessageBundle("rules")
interface RuleMessages {

    @Message
    String title();

    @Message
    String intro();

    @Message
    String enabled();

    @Message
    String on();

    @Message
    String off();

    @Message
    String type(String word);

    @Message
    String severityOfAlerts();

    @Message
    String least();

    @Message
    String digest();

    @Message
    String atOnce();

    @Message
    String channels();

    @Message
    String nobody();

    @Message
    String inSeconds(String what);

    @Message
    String change();

    @Message
    String changed(String who, String at);

    @Message
    String mutes();

    @Message
    String mutesText();

    @Message
    String noMutes();

    @Message
    String everyRule();

    @Message
    String everybody();

    @Message
    String reason();

    @Message
    String from(String zone);

    @Message
    String until(String zone);

    @Message
    String begin();

    @Message
    String end();

    @Message
    String by();

    @Message
    String addMute();

    @Message
    String windows();

    @Message
    String windowsText();

    @Message
    String noWindows();

    @Message
    String onNow();

    @Message
    String onlyRules();

    @Message
    String addWindow();

    @Message
    String cancel();

    @Message
    String statistics();

    @Message
    String alerts();

    @Message
    String suppressed();

    @Message
    String toAcknowledge();

    @Message
    String toResolve();

    @Message
    String took(String half, String most);

    @Message
    String notYet();

    @Message
    String done(String action);

    @Message
    String notDone(String action);

    @Message
    String fault(String field);
}
