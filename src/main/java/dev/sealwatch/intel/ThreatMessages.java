package dev.sealwatch.intel;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Why an address is on the list, by the detector that put it there; the words are in {@code messages/threat*.properties}. */
@MessageBundle("threat")
interface ThreatMessages {

    @Message
    String bruteForceAttack();

    @Message
    String suspiciousIp();

    @Message
    String rateLimitAbuse();

    @Message
    String other(String source);
}
