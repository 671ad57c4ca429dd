package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Alert.Facts;
import dev.sealwatch.detection.Severity;
import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.platform.IpAddress;
import java.time.Instant;

/**
 * What is judged, once: an anomaly at a severity, or something else that happened.
 *
 * @param anomalyId null where it is no anomaly
 * @param name of one that is no anomaly, else null
 * @param entity what an alert would be about
 * @param userId as a sender wrote it, or null; the one most often seen where the entity is an address
 * @param since when it came to pass
 * @param settled nobody has to look at it any more
 * @param staged it is the demonstration's alone
 */
record Occasion(
        Long anomalyId,
        String name,
        String entity,
        Severity severity,
        Facts facts,
        String userId,
        String ipAddress,
        Instant since,
        boolean settled,
        boolean staged) {

    static final String USER = "user:";
    static final String IP = "ip:";

    /** One that is no anomaly, and as bad as anything can be. */
    static Occasion worst(String name, String entity, Facts facts, Instant since) {
        return new Occasion(null, name, entity, Severity.CRITICAL, facts, null, null, since, false, false);
    }

    /** As users are compared, or null. */
    String userKey() {
        return userId == null ? null : LogEntry.userKey(userId);
    }

    /** As addresses are compared, or null. */
    String ipKey() {
        if (entity.startsWith(IP)) {
            return entity.substring(IP.length());
        }
        return ipAddress == null
                ? null
                : IpAddress.parse(ipAddress).map(IpAddress::key).orElse(ipAddress);
    }
}
