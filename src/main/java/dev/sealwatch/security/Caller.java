package dev.sealwatch.security;

import dev.sealwatch.platform.IpAddress;
import java.util.Set;

/**
 * Who is calling, from where.
 *
 * @param principal {@code user:<name>}, {@code token:<name>} or {@code <iss>#<sub>}; null for somebody without a token
 * @param name the user or token name, as shown to people; at a sign-in, what was typed; null for somebody without a token
 * @param userAgent null where none was sent
 */
public record Caller(String principal, String name, Set<String> permissions, IpAddress address, String userAgent) {

    public boolean may(String permission) {
        return permissions.contains(permission);
    }

    public boolean isAnonymous() {
        return principal == null;
    }
}
