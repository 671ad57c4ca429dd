package dev.sealwatch.ingest;

import dev.sealwatch.logs.LogEntry;
import java.util.List;

/**
 * An entry ready for the buffer: normalised and redacted, without what only the flush can know.
 *
 * @param entry its log id and timestamp are null where none was sent, its createdAt always
 * @param sentMetadata the metadata without the server's own {@code siem}, null where none was sent or all was dropped
 */
record Draft(LogEntry entry, String sentMetadata, List<Warning> warnings) {

    boolean idSent() {
        return entry.logId() != null;
    }

    boolean timestampSent() {
        return entry.timestamp() != null;
    }

    /** What a repeated log id is compared by: the flags of one receipt, such as skew, need not come again. */
    LogEntry content() {
        return new LogEntry(
                entry.logId(),
                entry.source(),
                entry.level(),
                entry.category(),
                entry.message(),
                sentMetadata,
                entry.userId(),
                entry.ipAddress(),
                entry.userAgent(),
                entry.timestamp(),
                null,
                entry.principal(),
                entry.retentionDays());
    }
}
