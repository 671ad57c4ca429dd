package dev.sealwatch.integrity;

import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.platform.IpAddress;
import java.time.Instant;
import java.util.UUID;

/** Entries for tests, to be varied with {@code with…}. */
record Entries(String message, String metadata, String userId, String address) {

    static final Instant RECEIVED = Instant.parse("2025-03-01T12:00:00.000001Z");

    static Entries plain() {
        return new Entries("Login failed", null, null, null);
    }

    Entries withMessage(String changed) {
        return new Entries(changed, metadata, userId, address);
    }

    Entries withMetadata(String changed) {
        return new Entries(message, changed, userId, address);
    }

    Entries withUser(String changed) {
        return new Entries(message, metadata, changed, address);
    }

    Entries withAddress(String changed) {
        return new Entries(message, metadata, userId, changed);
    }

    LogEntry of(String principal) {
        return new LogEntry(
                UUID.fromString("0190f5fe-7c00-7000-8000-000000000009"),
                "authentication",
                LogEntry.Level.WARN,
                "login_failed",
                message,
                metadata,
                userId,
                address == null ? null : IpAddress.parse(address).orElseThrow(),
                "curl/8",
                RECEIVED.minusSeconds(1),
                RECEIVED,
                principal,
                365);
    }
}
