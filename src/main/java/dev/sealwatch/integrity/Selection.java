package dev.sealwatch.integrity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.platform.Refusal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Which entries to verify; null is no limit.
 *
 * @param startDate of the entries' timestamps, inclusive; {@code endDate} exclusive
 */
@RegisterForReflection
record Selection(OffsetDateTime startDate, OffsetDateTime endDate, String source, List<UUID> logIds) {

    static final Selection EVERYTHING = new Selection(null, null, null, null);

    private static final int MOST_IDS = 1_000;

    Selection {
        if (startDate != null && endDate != null && !startDate.isBefore(endDate)) {
            throw Refusal.invalid("end_date", "It is not after start_date.");
        }
        if (logIds != null
                && (logIds.isEmpty()
                        || logIds.size() > MOST_IDS
                        || logIds.stream().anyMatch(Objects::isNull))) {
            throw Refusal.invalid("log_ids", "Expected 1 to " + MOST_IDS + " ids.");
        }
    }

    @JsonIgnore
    boolean isEverything() {
        return equals(EVERYTHING);
    }

    /** Whether whole batches are looked for, and not single entries. */
    @JsonIgnore
    boolean coversBatches() {
        return source == null && logIds == null;
    }

    boolean takes(FoundRow row) {
        if (row.stored() == null) {
            return isEverything();
        }
        LogEntry entry = row.stored().entry();
        Instant time = entry.timestamp();
        return (startDate == null || !time.isBefore(startDate.toInstant()))
                && (endDate == null || time.isBefore(endDate.toInstant()))
                && (source == null || source.equals(entry.source()))
                && (logIds == null || logIds.contains(entry.logId()));
    }
}
