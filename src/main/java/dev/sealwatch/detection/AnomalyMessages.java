package dev.sealwatch.detection;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * What anomalies are called; the words are in {@code messages/anomaly*.properties}.
 *
 * <p>{@code who} is a user or an address, {@code observed} what the worst window held, {@code window} how long that is.
 */
@MessageBundle("anomaly")
interface AnomalyMessages {

    @Message
    String bruteForceAttack();

    @Message
    String bruteForceAttackText(String who, int observed, String window, int threshold);

    @Message
    String accountEnumeration();

    @Message
    String accountEnumerationText(String who, int observed, String window, int threshold);

    @Message
    String privilegeEscalation();

    @Message
    String privilegeEscalationText(String who, int observed, String window, int threshold);

    @Message
    String anomalousAccess();

    @Message
    String anomalousAccessText(String who, int observed, String window, int threshold);

    @Message
    String suspiciousIp();

    @Message
    String suspiciousIpText(String who, int observed, String window, int threshold);

    @Message
    String dataExfiltration();

    @Message
    String dataExfiltrationText(String who, int observed, String window, int threshold);

    @Message
    String sessionAnomaly();

    @Message
    String sessionAnomalyText(String who, int observed, String window, int threshold);

    @Message
    String rateLimitAbuse();

    @Message
    String rateLimitAbuseText(String who, int observed, String window, int threshold);

    @Message
    String followed();
}
