package dev.sealwatch.logs;

import dev.sealwatch.platform.IpAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Makes entries for tests: an ordinary one of source {@code application}, with what the test cares about changed. */
final class AnEntry {

    private UUID logId = UUID.randomUUID();
    private final Instant timestamp;
    private String source = "application";
    private LogEntry.Level level = LogEntry.Level.INFO;
    private String category = "access";
    private String message = "GET /";
    private String metadata;
    private String userId;
    private IpAddress ipAddress;
    private String userAgent;
    private String principal = "token:test";
    private int retentionDays = 90;

    private AnEntry(Instant timestamp) {
        this.timestamp = timestamp.truncatedTo(ChronoUnit.MICROS);
    }

    static AnEntry at(Instant timestamp) {
        return new AnEntry(timestamp);
    }

    AnEntry logId(UUID id) {
        logId = id;
        return this;
    }

    AnEntry source(String name) {
        source = name;
        return this;
    }

    AnEntry level(LogEntry.Level howBad) {
        level = howBad;
        return this;
    }

    AnEntry category(String name) {
        category = name;
        return this;
    }

    AnEntry message(String text) {
        message = text;
        return this;
    }

    AnEntry metadata(String json) {
        metadata = json;
        return this;
    }

    AnEntry user(String id) {
        userId = id;
        return this;
    }

    AnEntry address(String literal) {
        ipAddress = IpAddress.parse(literal).orElseThrow();
        return this;
    }

    AnEntry agent(String text) {
        userAgent = text;
        return this;
    }

    AnEntry principal(String name) {
        principal = name;
        return this;
    }

    AnEntry retention(int days) {
        retentionDays = days;
        return this;
    }

    LogEntry receivedAt(Instant createdAt) {
        return new LogEntry(
                logId,
                source,
                level,
                category,
                message,
                metadata,
                userId,
                ipAddress,
                userAgent,
                timestamp,
                createdAt.truncatedTo(ChronoUnit.MICROS),
                principal,
                retentionDays);
    }
}
