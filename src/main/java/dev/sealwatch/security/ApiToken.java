package dev.sealwatch.security;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A service's token, as it is listed; its principal is {@code token:<name>}.
 *
 * @param revokedAt null while it counts
 * @param lastUsedAt null before its first use; known to a few seconds
 */
record ApiToken(
        UUID id,
        String name,
        Set<String> permissions,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        Instant revokedAt,
        Instant lastUsedAt) {

    static final String PRINCIPAL = "token:";

    String principal() {
        return PRINCIPAL + name;
    }

    public boolean countsAt(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }
}
