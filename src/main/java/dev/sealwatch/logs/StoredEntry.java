package dev.sealwatch.logs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sealwatch.platform.IpAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An entry as it lies in the database, with all that vouches for it; a row of the view {@code stored_entries}.
 *
 * @param id where it stands in the table: {@code batchNo} and {@code batchPos} in one number, unless somebody moved it
 * @param keyNo which signing key, and {@code kid} its id
 * @param signature HMAC-SHA256 as stored, 32 bytes unless somebody tampered with it; likewise {@code leafCommit}
 * @param ipKey as stored, or null; likewise {@code userKey}
 */
public record StoredEntry(
        LogEntry entry,
        long id,
        long batchNo,
        int batchPos,
        int keyNo,
        String kid,
        byte[] signature,
        byte[] leafCommit,
        String ipKey,
        String userKey,
        Instant eventTime) {

    /**
     * An entry that was quoted somewhere, and how it fares now.
     *
     * @param stored null where there is none any more, or none that can be read
     * @param state {@code verified}, {@code unknown_key}, {@code tampered}, {@code inserted}, {@code missing} or
     *     {@code purged}
     */
    public record Checked(UUID logId, StoredEntry stored, String state) {

        /** When it happened, the nearest time that can be written where the row was tampered with. */
        public Instant time() {
            return Instant.parse(shown(stored.entry.timestamp()));
        }

        public String address() {
            return stored.entry.ipAddress() == null
                    ? null
                    : stored.entry.ipAddress().text();
        }
    }

    /** Holds entries against what vouches for them. An interface: who shows entries need not know how that is done. */
    public interface Check {

        /** As many as a page quotes. @param logIds by {@link #id} */
        Uni<List<Checked>> now(Map<Long, UUID> logIds);
    }

    private static final JsonFactory JSON = new JsonFactory();

    /** What RFC 3339 can write; the database holds more, which nobody but a tamperer makes use of. */
    private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** Reads a row of {@code stored_entries}. */
    public static StoredEntry of(Row row) {
        return new StoredEntry(
                entry(row),
                row.getLong("id"),
                row.getLong("batch_no"),
                row.getInteger("batch_pos"),
                row.getInteger("key_no"),
                row.getString("kid"),
                row.getBuffer("signature").getBytes(),
                row.getBuffer("leaf_commit").getBytes(),
                row.getString("ip_key_text"),
                row.getString("user_key"),
                instant(row, "event_time"));
    }

    private static LogEntry entry(Row row) {
        String address = row.getString("ip_address_text");
        return new LogEntry(
                row.getUUID("log_id"),
                row.getString("source"),
                LogEntry.Level.of(row.getString("level")),
                row.getString("category"),
                row.getString("message"),
                row.getString("metadata"),
                row.getString("user_id"),
                address == null ? null : IpAddress.parse(address).orElseThrow(),
                row.getString("user_agent"),
                instant(row, "timestamp"),
                instant(row, "created_at"),
                row.getString("principal"),
                row.getInteger("retention_days"));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time.toInstant();
    }

    /** The entry as the API shows it. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write to memory", e);
        }
        return text.toString();
    }

    /** Writes the entry as the API shows it; absent values are left out, metadata comes as the database holds it. */
    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        writeMembers(json);
        json.writeEndObject();
    }

    /** The same without the braces, for answers that say more about an entry. */
    public void writeMembers(JsonGenerator json) throws IOException {
        json.writeStringField("log_id", entry.logId().toString());
        json.writeStringField("timestamp", shown(entry.timestamp()));
        json.writeStringField("source", entry.source());
        json.writeStringField("level", entry.level().word());
        json.writeStringField("category", entry.category());
        json.writeStringField("message", entry.message());
        if (entry.metadata() != null) {
            json.writeFieldName("metadata");
            json.writeRawValue(entry.metadata());
        }
        writeOptional(json, "user_id", entry.userId());
        writeOptional(
                json,
                "ip_address",
                entry.ipAddress() == null ? null : entry.ipAddress().text());
        writeOptional(json, "user_agent", entry.userAgent());
        json.writeStringField("principal", entry.principal());
        json.writeStringField("created_at", shown(entry.createdAt()));
        json.writeNumberField("retention_days", entry.retentionDays());
        json.writeStringField("signature", HexFormat.of().formatHex(signature));
        json.writeStringField("key_id", kid);
        json.writeNumberField("batch_no", batchNo);
        json.writeNumberField("batch_pos", batchPos);
    }

    /** As RFC 3339, the nearest time that it can write where a row was tampered with. */
    static String shown(Instant time) {
        Instant writable = time.isBefore(FIRST_TIME) ? FIRST_TIME : time.isAfter(LAST_TIME) ? LAST_TIME : time;
        return writable.toString();
    }

    private static void writeOptional(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
