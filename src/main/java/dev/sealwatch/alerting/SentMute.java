package dev.sealwatch.alerting;

import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.platform.IpAddress;
import dev.sealwatch.platform.Refusal;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/** What a person wants to be silent. */
record SentMute(
        String ruleId,

        @Size(max = 256, message = "Expected at most 256 characters.") String userId,

        @Size(max = 64, message = "Expected at most 64 characters.") String ipAddress,

        @NotBlank @Size(max = 1_000, message = "Expected at most 1000 characters.") String reason,

        @NotNull String until) {

    /** @throws Refusal 400 */
    void refuseUnfit() {
        if (ruleId == null && userId == null && ipAddress == null) {
            throw Refusal.invalid("rule_id", "Expected at least one of rule_id, user_id and ip_address.");
        }
        if (userId != null && userKey() == null) {
            throw Refusal.invalid("user_id", "Expected a user.");
        }
        if (ipAddress != null && ipKey() == null) {
            throw Refusal.invalid("ip_address", "Expected " + IpAddress.OR_NETWORK + ".");
        }
    }

    /** As users are compared, or null. */
    String userKey() {
        return userId == null ? null : LogEntry.userKey(userId);
    }

    /** As addresses are compared, or null. */
    String ipKey() {
        return Optional.ofNullable(ipAddress)
                .filter(address -> !address.contains("%"))
                .flatMap(IpAddress::orNetwork)
                .map(IpAddress::keyOf)
                .orElse(null);
    }
}
