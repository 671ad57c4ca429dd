package dev.sealwatch.detection;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the tab of anomalies and of its dialog; they are in {@code messages/anomalies*.properties}. */
@MessageBundle("anomalies")
interface AnomalyPageMessages {

    @Message
    String open();

    @Message
    String classification();

    @Message
    String choose();

    @Message
    String classified(String word);

    @Message
    String resolveSelected();

    @Message
    String resolveAll(String count);

    @Message
    String noneOpen(String plural, String detectors, String ago);

    @Message
    String wrongFilter(String field);

    @Message
    String noSuch();

    @Message
    String merged(String id);

    @Message
    String whyNow();

    @Message
    String rule(String threshold, String window);

    @Message
    String ruleThen();

    @Message
    String observed();

    @Message
    String firstSeen();

    @Message
    String crossed();

    @Message
    String late();

    @Message
    String goesOn();

    @Message
    String ended();

    @Message
    String evidence();

    @Message
    String showing(String shown, String total);

    @Message
    String inLogs();

    @Message
    String whoAndWhere();

    @Message
    String known(String plural, String occurrences);

    @Message
    String unknown();

    @Message
    String whatElse();

    @Message
    String nothingElse();

    @Message
    String history();

    @Message
    String detected();

    @Message
    String previous();

    @Message
    String noPrevious();

    @Message
    String resolvedBy(String who);

    @Message
    String resolvedItself();

    @Message
    String nothingSelected();

    @Message
    String sayWhatItWas();

    @Message
    String tooLong();

    @Message
    String resolvedMany(String plural, String count);

    @Message
    String resolvedBefore(String plural, String count);

    @Message
    String leftOver(String plural, String count);

    @Message
    String alreadyBy(String who, String when);
}
