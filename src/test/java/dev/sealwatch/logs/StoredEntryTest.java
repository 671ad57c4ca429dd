package dev.sealwatch.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StoredEntryTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00.000001Z");
    private static final UUID ID = UUID.fromString("0f0e0d0c-0000-4000-8000-00000000aa01");

    @Inject
    Pool pool;

    @Inject
    LogRows rows;

    @Test
    void readsWhatWasStored() {
        AnEntry entry = AnEntry.at(NOON)
                .level(LogEntry.Level.WARN)
                .category("login_failed")
                .metadata("{\"b\": [1.50, null], \"a\": {}}")
                .user("  Ana ")
                .address("2001:db8:0:1::5")
                .agent("curl");
        long batch = rows.storeAt(NOON, java.util.List.of(entry));

        StoredEntry stored = read(batch);

        LogEntry expected = entry.metadata("{\"a\": {}, \"b\": [1.50, null]}").receivedAt(NOON);
        assertThat(stored.entry()).isEqualTo(expected);
        assertThat(stored.ipKey()).isEqualTo(expected.ipKey());
        assertThat(stored.userKey()).isEqualTo("ana");
        assertThat(stored.eventTime()).isEqualTo(NOON);
        assertThat(stored.kid()).isEqualTo("00000000000000aa");
        assertThat(stored.id()).isEqualTo(batch * 65_536);
        assertThat(stored.signature()).hasSize(32);
    }

    @Test
    void writesTheEntryAsTheApiShowsIt() throws IOException {
        long batch = rows.store(
                AnEntry.at(NOON).logId(ID).address("192.0.2.7").metadata("{\"n\": 10000000000000000000001}"));

        JsonObject json = new JsonObject(json(read(batch)));

        assertThat(json.getString("signature")).matches("[0-9a-f]{64}");
        json.remove("signature");
        assertThat(json.remove("metadata")).hasToString("{\"n\":10000000000000000000001}");
        assertThat(json).isEqualTo(new JsonObject("""
                {"log_id": "0f0e0d0c-0000-4000-8000-00000000aa01", "timestamp": "2026-03-04T12:00:00.000001Z",
                 "source": "application", "level": "info", "category": "access", "message": "GET /",
                 "ip_address": "192.0.2.7", "principal": "token:test", "created_at": "2026-03-04T12:00:00.000001Z",
                 "retention_days": 90, "key_id": "00000000000000aa", "batch_pos": 0}
                """).put("batch_no", json.getValue("batch_no")));
        assertThat(json.getLong("batch_no")).isEqualTo(batch);
    }

    private StoredEntry read(long batch) {
        return pool.preparedQuery("select * from stored_entries where batch_no = $1")
                .mapping(StoredEntry::of)
                .execute(Tuple.of(batch))
                .await()
                .indefinitely()
                .iterator()
                .next();
    }

    private static String json(StoredEntry stored) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            stored.write(json);
        }
        return text.toString();
    }
}
