package dev.sealwatch.logs;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the tab of entries; they are in {@code messages/logs*.properties}. */
@MessageBundle("logs")
interface LogMessages {

    @Message
    String search();

    @Message
    String id();

    @Message
    String unreadable();

    @Message
    String timeline(String total, String since, String until, String span);

    @Message
    String bar(String since, String until, String count);

    @Message
    String hatched();

    @Message
    String asTable();

    @Message
    String entries();

    @Message
    String timelineSlow();

    @Message
    String timelineAll();

    @Message
    String timelineTooSlow();

    @Message
    String tooSlow();

    @Message
    String never();

    @Message
    String sendOne();

    @Message
    String token();

    @Message
    String newestFirst(int count);

    @Message
    String around(int minutes);

    @Message
    String entry();

    @Message
    String agent();

    @Message
    String sender();

    @Message
    String received();

    @Message
    String retention();

    @Message
    String kept();

    @Message
    String batch();

    @Message
    String key();

    @Message
    String signature();

    @Message
    String metadata();

    @Message
    String tailTitle();

    @Message
    String tailStart();

    @Message
    String tailPause();

    @Message
    String tailResume();

    @Message
    String tailOn();

    @Message
    String tailHeld();

    @Message
    String tailFresh();

    @Message
    String tailSkipped();

    @Message
    String tailLost();
}
