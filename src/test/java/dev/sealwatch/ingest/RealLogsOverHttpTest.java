package dev.sealwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sealwatch.platform.IpAddress;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real security logs sent in, twice: stored once, as they were sent, and provably so. */
@QuarkusTest
class RealLogsOverHttpTest {

    private static final Path DATA = Path.of("src/test/resources/real");
    private static final int BATCH = 500;
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final String STORED = """
            select log_id, timestamp, source, level, category, message, metadata::text as metadata, user_id,
                   host(ip_address) as ip_address, user_agent
              from aggregated_logs
             where principal = $1
            """;

    /** The namespace of URLs (RFC 9562, section 6.6). */
    private static final UUID NAMESPACE = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    @TestHTTPResource
    URI root;

    @Inject
    Pool pool;

    static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(DATA)) {
            return all.filter(path -> path.toString().endsWith(".ndjson")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void inJsonBatches(Path file) throws IOException {
        List<ObjectNode> entries = entries(file);
        String name = "batches-" + UUID.randomUUID();
        IngestApi api = new IngestApi(root, Tokens.of(name, Permission.INGEST));

        int accepted = 0;
        int duplicates = 0;
        for (int round = 0; round < 2; round++) {
            for (int from = 0; from < entries.size(); from += BATCH) {
                var reply = api.logs(entries.subList(from, Math.min(entries.size(), from + BATCH)));
                accepted += reply.json().getInteger("accepted");
                duplicates += reply.json().getInteger("duplicates");
            }
        }

        assertThat(accepted).isEqualTo(entries.size());
        assertThat(duplicates).isEqualTo(entries.size());
        assertStoredAsSent(name, entries);
        assertVerified(entries);
    }

    @ParameterizedTest
    @MethodSource("files")
    void asOneStream(Path file) throws IOException {
        List<ObjectNode> entries = entries(file);
        String name = "stream-" + UUID.randomUUID();
        IngestApi api = new IngestApi(root, Tokens.of(name, Permission.INGEST));
        String lines = entries.stream().map(ObjectNode::toString).collect(Collectors.joining("\n"));

        var first = api.ndjson(lines);
        var second = api.ndjson(lines);

        assertThat(first.json().getInteger("accepted")).isEqualTo(entries.size());
        assertThat(second.json().getInteger("duplicates")).isEqualTo(entries.size());
        assertStoredAsSent(name, entries);
        assertVerified(entries);
    }

    /** The data has no ids: they are made of file and line, the same whenever it is sent again. */
    private static List<ObjectNode> entries(Path file) throws IOException {
        List<ObjectNode> entries = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            ObjectNode entry = (ObjectNode) JSON.readTree(line);
            entry.put("log_id", id(file.getFileName() + ":" + entries.size()).toString());
            entries.add(entry);
        }
        return entries;
    }

    /** A UUID of version 5 (RFC 9562, section 5.5). */
    private static UUID id(String name) {
        ByteBuffer named = ByteBuffer.allocate(2 * Long.BYTES + name.length());
        named.putLong(NAMESPACE.getMostSignificantBits()).putLong(NAMESPACE.getLeastSignificantBits());
        named.put(name.getBytes(StandardCharsets.US_ASCII));
        ByteBuffer hash = ByteBuffer.wrap(sha1(named.array()));
        long high = hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x5000;
        long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] sha1(byte[] named) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(named);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whole batches, so that what is missing or was put in is found too. */
    private void assertVerified(List<ObjectNode> entries) {
        IngestApi auditor = new IngestApi(root, Tokens.of("real-auditor", Permission.VIEW_AUDIT));
        List<Instant> times = entries.stream()
                .map(entry -> OffsetDateTime.parse(text(entry, "timestamp")).toInstant())
                .sorted()
                .toList();
        JsonObject range = new JsonObject()
                .put("start_date", times.get(0).toString())
                .put("end_date", times.get(times.size() - 1).plusSeconds(1).toString());

        var reply = auditor.post("/api/siem/logs/verify", range.encode());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().getInteger("total")).isGreaterThanOrEqualTo(entries.size());
        assertThat(reply.json().getInteger("verified")).isEqualTo(reply.json().getInteger("total"));
        for (String fault : List.of("tampered", "missing", "inserted", "unknown_key")) {
            assertThat(reply.json().getInteger(fault)).as(fault).isZero();
        }
        assertThat(reply.json().getJsonArray("tampered_logs")).isEmpty();
    }

    private void assertStoredAsSent(String name, List<ObjectNode> entries) throws IOException {
        Map<String, Row> stored = new HashMap<>();
        pool.preparedQuery(STORED)
                .execute(Tuple.of("user:" + name))
                .await()
                .indefinitely()
                .forEach(row -> stored.put(row.getUUID("log_id").toString(), row));
        assertThat(stored).hasSize(entries.size());
        for (ObjectNode sent : entries) {
            Row row = stored.get(sent.get("log_id").asText());
            for (String field : List.of("source", "level", "category", "message", "user_id", "user_agent")) {
                assertThat(row.getString(field)).as(field).isEqualTo(text(sent, field));
            }
            assertThat(row.getOffsetDateTime("timestamp").toInstant())
                    .isEqualTo(OffsetDateTime.parse(text(sent, "timestamp")).toInstant());
            assertThat(row.getString("ip_address")).isEqualTo(normalised(text(sent, "ip_address")));
            assertThat(JSON.readTree(row.getString("metadata"))).isEqualTo(redacted(sent.get("metadata")));
        }
    }

    private static String text(ObjectNode entry, String field) {
        JsonNode value = entry.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    private static String normalised(String address) {
        return address == null ? null : IpAddress.parse(address).orElseThrow().text();
    }

    /** The honeypot's session ids are secrets by the documented list of keys. */
    private static JsonNode redacted(JsonNode metadata) {
        if (metadata instanceof ObjectNode object && object.has("session_id")) {
            return object.deepCopy().put("session_id", "[REDACTED:session_id]");
        }
        return metadata;
    }
}
