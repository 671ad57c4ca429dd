package dev.sealwatch.ingest;

import static dev.sealwatch.ingest.EntryField.CATEGORY;
import static dev.sealwatch.ingest.EntryField.IP_ADDRESS;
import static dev.sealwatch.ingest.EntryField.LEVEL;
import static dev.sealwatch.ingest.EntryField.LOG_ID;
import static dev.sealwatch.ingest.EntryField.MESSAGE;
import static dev.sealwatch.ingest.EntryField.SOURCE;
import static dev.sealwatch.ingest.EntryField.TIMESTAMP;
import static dev.sealwatch.ingest.EntryField.USER_AGENT;
import static dev.sealwatch.ingest.EntryField.USER_ID;

import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.logs.LogEntry.Level;
import dev.sealwatch.logs.Sources.Source;
import dev.sealwatch.platform.IpAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Turns an entry as sent into one that can be stored, or says why it can't. */
final class Normaliser {

    private final Function<String, Optional<Source>> sources;
    private final Categories categories;
    private final Redactor redactor;
    private final IngestConfig limits;

    Normaliser(Function<String, Optional<Source>> sources, Redactor redactor, IngestConfig limits) {
        this.sources = sources;
        this.categories = new Categories(limits.categoryAliases());
        this.redactor = redactor;
        this.limits = limits;
    }

    Reading read(SentEntry sent, Sender sender) {
        UUID logId = logId(sent);
        Source source = source(sent);
        Level level = level(sent);
        String category = required(sent, CATEGORY);
        if (category != null && !Categories.isValid(category)) {
            sent.refuse("bad_category", "The category has to be lower_snake_case, 1 to 64 characters.");
        }
        required(sent, MESSAGE);
        Instant timestamp = timestamp(sent, sender.now());
        if (sent.isRefused()) {
            return sent.rejected(logId);
        }
        Storable storable = new Storable(redactor, limits);
        String named = categories.named(category);
        if (!named.equals(category)) {
            storable.flags().put("category_raw", category);
        }
        if (timestamp != null && timestamp.isAfter(sender.now().plus(LogEntry.TOLERATED_SKEW))) {
            storable.flags().put("skew", true);
        }
        return new Reading.Accepted(draft(sent, storable, new Columns(logId, source, level, named, timestamp), sender));
    }

    private record Columns(UUID logId, Source source, Level level, String category, Instant timestamp) {}

    private Draft draft(SentEntry sent, Storable storable, Columns columns, Sender sender) {
        String message = storable.message(sent.text(MESSAGE));
        String userId = storable.shortened(USER_ID, sent.text(USER_ID), limits.maxUserIdCharacters());
        IpAddress address = storable.address(sent.text(IP_ADDRESS));
        String userAgent = storable.shortened(USER_AGENT, sent.text(USER_AGENT), limits.maxUserAgentCharacters());
        LogEntry entry = new LogEntry(
                columns.logId(),
                columns.source().name(),
                columns.level(),
                columns.category(),
                message,
                storable.metadata(sent),
                userId,
                address,
                userAgent,
                columns.timestamp(),
                null,
                sender.principal(),
                columns.source().retentionDays());
        return new Draft(entry, sent.metadata().json(), storable.warnings());
    }

    private static UUID logId(SentEntry sent) {
        String text = sent.text(LOG_ID);
        if (text == null) {
            return null;
        }
        Optional<UUID> logId = LogEntry.logId(text);
        if (logId.isEmpty()) {
            sent.refuse("bad_log_id", "The log_id has to be a UUID of 36 characters.");
        }
        return logId.orElse(null);
    }

    private Source source(SentEntry sent) {
        String name = required(sent, SOURCE);
        Optional<Source> source = name == null ? Optional.empty() : sources.apply(name);
        if (source.isEmpty()) {
            sent.refuse("unknown_source", "The source is not registered; GET /api/siem/sources lists those that are.");
        }
        return source.orElse(null);
    }

    private static Level level(SentEntry sent) {
        String word = required(sent, LEVEL);
        Level level = word == null ? null : Levels.of(word);
        if (level == null) {
            sent.refuse("bad_level", "The level has to be debug, info, warn, error or critical.");
        }
        return level;
    }

    private Instant timestamp(SentEntry sent, Instant now) {
        String text = sent.text(TIMESTAMP);
        Instant time = text == null ? null : Timestamps.parse(text);
        if (text != null && time == null) {
            sent.refuse(
                    "bad_timestamp", "The timestamp has to be RFC 3339 with an offset, as 2026-11-22T10:00:00.123Z.");
        } else if (time != null && time.isBefore(Instant.EPOCH)) {
            sent.refuse("bad_timestamp", "The timestamp is before 1970.");
        } else if (time != null && time.isAfter(now.plus(limits.maxFuture()))) {
            sent.refuse(
                    "bad_timestamp",
                    "The timestamp is over " + limits.maxFuture().toHours() + " h in the future.");
        }
        return time;
    }

    private static String required(SentEntry sent, EntryField field) {
        String text = sent.text(field);
        if (text == null) {
            sent.refuse("missing_field", "The field " + field.json() + " is required.");
        }
        return text;
    }
}
