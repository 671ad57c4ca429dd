package dev.sealwatch.alerting;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the tab of alerts and of its dialog; they are in {@code messages/alerts*.properties}. */
@MessageBundle("alerts")
interface AlertPageMessages {

    @Message
    String rule();

    @Message
    String wrong(String what);

    @Message
    String never();

    @Message
    String well(String ago);

    @Message
    String unwatched();

    @Message
    String folded(String form, String count, String last);

    @Message
    String suppressed(String form, String count, String since);

    @Message
    String acknowledgedBy(String who, String at);

    @Message
    String resolvedBy(String who, String at);

    @Message
    String selected();

    @Message
    String resolveSelected();

    @Message
    String allMatching(String form, String count);

    @Message
    String acknowledgeAll();

    @Message
    String resolveAll();

    @Message
    String most();

    @Message
    String gone(String id);

    @Message
    String facts();

    @Message
    String about();

    @Message
    String raised();

    @Message
    String seen();

    @Message
    String told();

    @Message
    String toldSeverity();

    @Message
    String observed();

    @Message
    String threshold();

    @Message
    String window();

    @Message
    String cooldown();

    @Message
    String foldedCount();

    @Message
    String suppressedCount();

    @Message
    String anomaly();

    @Message
    String withAnomaly();

    @Message
    String history();

    @Message
    String decisions();

    @Message
    String reason(String word);

    @Message
    String notifications();

    @Message
    String nobodyTold();

    @Message
    String inApp();

    @Message
    String channel();

    @Message
    String event(String word);

    @Message
    String what();

    @Message
    String state(String word);

    @Message
    String attempts();

    @Message
    String many(String action, String form, String count);

    @Message
    String before(String form, String count);

    @Message
    String left(String form, String count);

    @Message
    String selectSome();

    @Message
    String missing();
}
