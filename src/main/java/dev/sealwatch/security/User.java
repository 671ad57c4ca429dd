package dev.sealwatch.security;

import java.time.Instant;
import java.util.Set;

/** Somebody who signs in here. */
record User(String username, Set<String> permissions, Instant createdAt, Instant updatedAt) {

    boolean manages() {
        return permissions.contains(Permission.MANAGE);
    }
}
