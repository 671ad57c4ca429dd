package dev.sealwatch.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.platform.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two other implementations agree on these bytes; nothing here may be regenerated from the code under test. */
class GoldenVectorsTest {

    private static final JsonNode VECTORS = read();
    private static final HmacKey KEY = HmacKey.of(VECTORS.get("secret").textValue());

    @Test
    void derivesTheKeyId() {
        assertThat(KEY.kid()).isEqualTo(VECTORS.get("kid").textValue());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void makesTheGoldenBytes(int index) {
        JsonNode vector = VECTORS.get("entries").get(index);
        LogEntry entry = entry(vector.get("entry"));

        byte[] bytes = EntryBytes.of(entry);
        byte[] signature = KEY.sign(bytes);
        byte[] leaf = Leaf.input(entry.retentionDays(), entry.createdAt(), Leaf.commit(bytes, signature, KEY.kid()));

        assertThat(List.of(hex(bytes), hex(Leaf.sha256(bytes)), hex(signature), hex(leaf)))
                .containsExactly(
                        vector.get("entry_bytes").textValue(),
                        vector.get("entry_hash").textValue(),
                        vector.get("signature").textValue(),
                        vector.get("leaf_input").textValue());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void writesTheGoldenJson(int index) {
        JsonNode vector = VECTORS.get("entries").get(index);

        byte[] canonical =
                CanonicalJson.of(vector.get("entry").get("metadata_json").textValue());

        assertThat(canonical)
                .isEqualTo(Bytes.utf8(vector.get("metadata_canonical").textValue()));
    }

    @Test
    void makesTheGoldenMac() {
        JsonNode batch = VECTORS.get("batch");
        List<byte[]> commits = StreamSupport.stream(VECTORS.get("entries").spliterator(), false)
                .map(vector -> EntryBytes.of(entry(vector.get("entry"))))
                .map(bytes -> Leaf.commit(bytes, KEY.sign(bytes), KEY.kid()))
                .toList();

        byte[] mac = KEY.mac(
                batch.get("writer").textValue(),
                batch.get("writer_seq").longValue(),
                time(batch, "created_at_us"),
                commits);

        assertThat(hex(mac)).isEqualTo(batch.get("mac").textValue());
    }

    private static LogEntry entry(JsonNode json) {
        return new LogEntry(
                UUID.fromString(json.get("log_id").textValue()),
                json.get("source").textValue(),
                LogEntry.Level.of(json.get("level").textValue()),
                json.get("category").textValue(),
                json.get("message").textValue(),
                json.get("metadata_json").textValue(),
                json.get("user_id").textValue(),
                IpAddress.parse(json.get("ip_address").textValue()).orElseThrow(),
                json.get("user_agent").textValue(),
                time(json, "timestamp_us"),
                time(json, "created_at_us"),
                json.get("principal").textValue(),
                json.get("retention_days").intValue());
    }

    private static Instant time(JsonNode json, String field) {
        return Instant.EPOCH.plus(json.get(field).longValue(), ChronoUnit.MICROS);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static JsonNode read() {
        try (InputStream vectors = GoldenVectorsTest.class.getResourceAsStream("/integrity-vectors.json")) {
            return new ObjectMapper().readTree(vectors);
        } catch (IOException e) {
            throw new IllegalStateException("The golden vectors are part of the tests", e);
        }
    }
}
