package dev.sealwatch.bench;

import dev.sealwatch.bench.Traffic.Address;
import dev.sealwatch.bench.Traffic.Entry;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A batch whose rows are still to be made. @param turn which one of all, from 0 */
record StoredBatch(long number, Instant createdAt, int keyNo, int turn) {

    /** Days by source, as migrated. */
    private static final Map<String, Integer> RETENTION = Map.of(
            "authentication", 365,
            "authorization", 365,
            "security_audit", 365,
            "system", 180,
            "application", 90,
            "access", 30);

    private static final String NULL = "\\N";
    /** Stands for a signature and for a leaf, as long as they are: nobody verifies them here. */
    private static final String BYTES = "\\\\x" + "5ea1".repeat(16);

    private static final long ENTRIES_A_BATCH = 65_536;
    private static final long VERSION_7 = 0x7000;

    /** Columns in the order of {@link #line}. */
    static final String COPY = """
            copy aggregated_logs (
                 id, batch_no, batch_pos, log_id, key_no, timestamp, event_time, created_at, retention_days, source, level,
                 category, message, metadata, principal, signature, leaf_commit, user_id, user_key, ip_address, ip_key,
                 user_agent) from stdin
            """;

    /** A row in the text format of COPY. */
    String line(Entry entry, int position, Instant time) {
        return String.join("\t", numbers(position), times(time), said(entry), person(entry)) + "\n";
    }

    private String numbers(int position) {
        UUID logId = new UUID(createdAt.toEpochMilli() << 16 | VERSION_7, Long.MIN_VALUE | number << 16 | position);
        return number * ENTRIES_A_BATCH + position + "\t" + number + "\t" + position + "\t" + logId + "\t" + keyNo;
    }

    private String times(Instant time) {
        return time + "\t" + time + "\t" + createdAt;
    }

    private static String said(Entry entry) {
        return String.join(
                "\t",
                RETENTION.get(entry.source()).toString(),
                entry.source(),
                entry.level(),
                entry.category(),
                entry.message(),
                "{\"node\":\"n1\",\"port\":443}",
                Table.SENDER,
                BYTES,
                BYTES);
    }

    private static String person(Entry entry) {
        Address address = entry.address();
        return address == null
                ? String.join("\t", NULL, NULL, NULL, NULL, NULL)
                : String.join("\t", entry.user(), entry.user(), address.text(), address.key(), Traffic.AGENT);
    }
}
