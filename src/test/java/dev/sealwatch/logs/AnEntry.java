package dev.sealwatch.logs;

import dev.sealwatch.platform.IpAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Makes entries for tests: an ordinary one of source {@code application}, with what the test cares about changed. */
public final class AnEntry {

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

    public static AnEntry at(Instant timestamp) {
        return new AnEntry(timestamp);
    }

    public AnEntry logId(UUID id) {
        logId = id;
        return this;
    }

    public AnEntry source(String name) {
        source = name;
        return this;
    }

    public AnEntry level(LogEntry.Level howBad) {
        level = howBad;
        return this;
    }

    public AnEntry category(String name) {
        category = name;
        return this;
    }

    public AnEntry message(String text) {
        message = text;
        return this;
    }

    public AnEntry metadata(String json) {
        metadata = json;
        return this;
    }

    public AnEntry user(String id) {
        userId = id;
        return this;
    }

    public AnEntry address(String literal) {
        ipAddress = IpAddress.parse(literal).orElseThrow();
        return this;
    }

    public AnEntry agent(String text) {
        userAgent = text;
        return this;
    }

    public AnEntry principal(String name) {
        principal = name;
        return this;
    }

    public AnEntry retention(int days) {
        retentionDays = days;
        return this;
    }

    /** As it would be stored then. */
    public LogEntry receivedAt(Instant createdAt) {
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
