package dev.sealwatch.integrity;

import dev.sealwatch.logs.LogEntry;
import java.time.Instant;

/** What is signed of an entry, version 1: tag, length and value of each field that is present. */
public final class EntryBytes {

    private static final byte[] MAGIC = Bytes.utf8("siem-entry/v1\0");
    private static final String OWN_METADATA = "siem";
    private static final int EXPECTED = 512;

    private EntryBytes() {}

    /**
     * What makes a repeated {@code log_id} a duplicate or a conflict: SHA-256 of what was sent, after normalisation and
     * redaction, without what the server adds.
     *
     * @param timestampSent whether the sender gave the timestamp
     */
    public static byte[] content(LogEntry entry, boolean timestampSent) {
        byte[] metadata = entry.metadata() == null ? null : CanonicalJson.without(OWN_METADATA, entry.metadata());
        Bytes out = sent(entry, metadata);
        if (timestampSent) {
            time(out, 0x0A, entry.timestamp());
        }
        return Leaf.sha256(out.toArray());
    }

    /** @throws IllegalArgumentException for text that has no UTF-8 or metadata that is no JSON */
    static byte[] of(LogEntry entry) {
        byte[] metadata = entry.metadata() == null ? null : CanonicalJson.of(entry.metadata());
        Bytes out = sent(entry, metadata);
        time(out, 0x0A, entry.timestamp());
        time(out, 0x0B, entry.createdAt());
        text(out, 0x0C, entry.principal());
        out.u8(0x0D).u32(Short.BYTES).u16(entry.retentionDays());
        return out.toArray();
    }

    /** Microseconds since the epoch, rounded down. */
    static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }

    private static Bytes sent(LogEntry entry, byte[] metadata) {
        Bytes out = new Bytes(EXPECTED).raw(MAGIC);
        text(out, 0x01, entry.logId().toString());
        text(out, 0x02, entry.source());
        text(out, 0x03, entry.level().word());
        text(out, 0x04, entry.category());
        text(out, 0x05, entry.message());
        field(out, 0x06, metadata);
        text(out, 0x07, entry.userId());
        field(out, 0x08, entry.ipAddress() == null ? null : entry.ipAddress().bytes());
        text(out, 0x09, entry.userAgent());
        return out;
    }

    private static void time(Bytes out, int tag, Instant time) {
        out.u8(tag).u32(Long.BYTES).i64(micros(time));
    }

    private static void text(Bytes out, int tag, String text) {
        field(out, tag, text == null ? null : Bytes.utf8(text));
    }

    private static void field(Bytes out, int tag, byte[] value) {
        if (value != null) {
            out.u8(tag).u32(value.length).raw(value);
        }
    }
}
