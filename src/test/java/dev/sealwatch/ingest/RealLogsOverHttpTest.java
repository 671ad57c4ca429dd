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
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Real security logs sent in, twice: stored once, and as they were sent. */
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
    }

    /** The data has no ids: they are made of file and line. */
    private static List<ObjectNode> entries(Path file) throws IOException {
        List<ObjectNode> entries = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String name = file.getFileName() + ":" + entries.size();
            ObjectNode entry = (ObjectNode) JSON.readTree(line);
            entry.put(
                    "log_id",
                    UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                            .toString());
            entries.add(entry);
        }
        return entries;
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
