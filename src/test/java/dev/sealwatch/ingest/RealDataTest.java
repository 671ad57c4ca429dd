package dev.sealwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.platform.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real security logs, as they would be sent. */
class RealDataTest {

    private static final Path DATA = Path.of("src/test/resources/real");
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Reader reader = new Reader();

    @ParameterizedTest
    @MethodSource("files")
    void givesEveryFieldBackAsSent(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            JsonNode sent = JSON.readTree(line);
            Draft draft = Reader.draft(reader.readers.logs().line(Reader.utf8(line), Reader.SENDER));

            assertThat(asSent(draft.entry())).isEqualTo(normalised(sent));
            assertThat(draft.warnings()).isEmpty();
        }
    }

    /** The honeypot names its sessions; nothing else in nine thousand lines of security prose is a secret. */
    @Test
    void redactsNothingButSessionIds() throws IOException {
        for (Path file : files().toList()) {
            for (String line : Files.readAllLines(file)) {
                reader.readers.logs().line(Reader.utf8(line), Reader.SENDER);
            }
        }

        assertThat(reader.redactions).isEqualTo(Map.of("session_id", 1451));
    }

    private static JsonNode asSent(LogEntry entry) throws IOException {
        ObjectNode json = JSON.createObjectNode()
                .put("source", entry.source())
                .put("level", entry.level().word())
                .put("category", entry.category())
                .put("message", entry.message())
                .put("user_id", entry.userId())
                .put(
                        "ip_address",
                        entry.ipAddress() == null ? null : entry.ipAddress().text())
                .put("user_agent", entry.userAgent())
                .put("timestamp", entry.timestamp().toString());
        return json.set("metadata", JSON.readTree(entry.metadata()));
    }

    private static JsonNode normalised(JsonNode sent) {
        ObjectNode json = sent.deepCopy();
        if (json.path("metadata").has("session_id")) {
            ((ObjectNode) json.get("metadata")).put("session_id", "[REDACTED:session_id]");
        }
        if (json.hasNonNull("ip_address")) {
            json.put(
                    "ip_address",
                    IpAddress.parse(json.get("ip_address").asText())
                            .orElseThrow()
                            .text());
        }
        return json.put(
                "timestamp",
                OffsetDateTime.parse(json.get("timestamp").asText()).toInstant().toString());
    }

    private static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(DATA)) {
            List<Path> files = all.filter(path -> path.toString().endsWith(".ndjson"))
                    .sorted()
                    .toList();
            return files.stream();
        }
    }
}
