package dev.sealwatch.alerting;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * What nobody wants to be alerted of. Each of the first three that is given must be met.
 *
 * @param ruleId null for every rule
 * @param userId as it was sent; {@code userKey} as users are compared; null for everybody
 * @param ipAddress as it was sent; {@code ipKey} as addresses are compared; null for every address
 */
record Mute(
        long id,
        String ruleId,
        String userId,
        @JsonIgnore String userKey,
        String ipAddress,
        @JsonIgnore String ipKey,
        String reason,
        Instant until,
        Instant createdAt,
        String createdBy) {

    boolean covers(Occasion occasion, AlertRules.Rule rule) {
        return meets(ruleId, rule.id())
                && meets(userKey, occasion.userKey())
                && meets(ipKey, occasion.ipKey())
                && namesEntity(occasion.entity());
    }

    private static boolean meets(String asked, String given) {
        return asked == null || asked.equals(given);
    }

    /** The user most often seen in an attack of an address is its victim: muting him must not silence the attacker. */
    private boolean namesEntity(String entity) {
        return userKey == null && ipKey == null
                || userKey != null && entity.equals(Occasion.USER + userKey)
                || ipKey != null && entity.equals(Occasion.IP + ipKey);
    }
}
