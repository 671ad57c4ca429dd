package dev.sealwatch.integrity;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page of integrity; they are in {@code messages/integrity*.properties}. */
@MessageBundle("integrity")
interface IntegrityMessages {

    @Message
    String stillRunning();

    @Message
    String busy();

    @Message
    String unreadable();

    @Message
    String missing();

    @Message
    String inserted();

    @Message
    String tampered();

    @Message
    String valid();

    @Message
    String unknownKey();

    @Message
    String purged();

    @Message
    String checked();

    @Message
    String entry();

    @Message
    String entryVerified();

    @Message
    String noEntry();

    @Message
    String last();

    @Message
    String ago(String span);

    @Message
    String never();

    @Message
    String history();

    @Message
    String range();

    @Message
    String by();

    @Message
    String running(String checked, String expected);

    @Message
    String failed();

    @Message
    String interrupted();

    @Message
    String intact();

    @Message
    String broken();

    @Message
    String keys();

    @Message
    String key();

    @Message
    String since();

    @Message
    String batches();

    @Message
    String entries();

    @Message
    String lastUsed();

    @Message
    String start();

    @Message
    String from();

    @Message
    String to();

    @Message
    String everything();

    @Message
    String hint(String zone);

    @Message
    String verification();

    @Message
    String chosen();

    @Message
    String what();

    @Message
    String found(int count);

    @Message
    String batch();

    @Message
    String modified();

    @Message
    String badSignature();

    @Message
    String badLeafCommit();

    @Message
    String reordered();

    @Message
    String batchModified();

    @Message
    String badMac();

    @Message
    String gone();

    @Message
    String purgedEarly();

    @Message
    String batchMissing();

    @Message
    String slippedIn();

    @Message
    String checkpoint();

    @Message
    String unsealed();
}
