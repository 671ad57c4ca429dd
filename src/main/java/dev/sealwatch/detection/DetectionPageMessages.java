package dev.sealwatch.detection;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page about the detectors; they are in {@code messages/detection*.properties}. */
@MessageBundle("detection")
interface DetectionPageMessages {

    @Message
    String lastCycle(String ago);

    @Message
    String never();

    @Message
    String stageFails(String stage);

    @Message
    String history();

    @Message
    String bar(String time, String score);

    @Message
    String noCycle();

    @Message
    String asTable();

    @Message
    String hour();

    @Message
    String highest();

    @Message
    String detectors();

    @Message
    String detector();

    @Message
    String state(String word);

    @Message
    String lastSuccess();

    @Message
    String lag();

    @Message
    String took();

    @Message
    String entries();

    @Message
    String skipped();

    @Message
    String failures();

    @Message
    String error();

    @Message
    String thresholds();

    @Message
    String threshold();

    @Message
    String seconds();

    @Message
    String configured();

    @Message
    String within(String threshold, String window);

    @Message
    String reset();

    @Message
    String changed(String detector);

    @Message
    String wasReset(String detector);

    @Message
    String wrong(String detector);

    @Message
    String replay();

    @Message
    String replayText(String zone);

    @Message
    String replayFrom();

    @Message
    String replayTo();

    @Message
    String replayThreshold();

    @Message
    String replayRun();

    @Message
    String replayNone();

    @Message
    String replayWrong(String word);
}
