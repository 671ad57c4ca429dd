package dev.sealwatch.detection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sealwatch.detection.Detection.Found;
import dev.sealwatch.detection.Truth.Comparison;
import dev.sealwatch.logs.AnEntry;
import dev.sealwatch.logs.LogEntry.Level;
import dev.sealwatch.logs.LogRows;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real logs of real attacks, moved to the present by whole days: nights stay nights. */
@QuarkusTest
class RealAttacksTest {

    private static final Path DATA = Path.of("src/test/resources/real");
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final int PARTS = 4;
    private static final String LIST = "/api/siem/anomalies?limit=7";
    private static final long SEED = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Detection detection;

    @Inject
    LogRows rows;

    @Inject
    Questions questions;

    /** @param json as a sender sends it */
    private record Sent(Instant at, JsonNode json, AnEntry entry) {}

    static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(DATA)) {
            return all.filter(path -> path.toString().endsWith(".ndjson")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void areFoundInWhateverOrderTheyCome(Path file) throws IOException {
        List<Sent> entries = entries(file);
        List<Found> atOnce = foundOverHttp(entries);

        assertThat(Truth.of(file).compared(anomalies())).isEqualTo(Comparison.AGREES);
        questions.areAnsweredExactly();

        assertThat(found(parts(entries))).isEqualTo(atOnce);
        assertThat(foundAsItHappens(parts(entries))).isEqualTo(atOnce);
        assertThat(found(parts(shuffled(entries)))).isEqualTo(atOnce);
        assertThat(found(newestHalfFirst(entries))).isEqualTo(atOnce);
    }

    /** Everything in one request, long after it happened. */
    private List<Found> foundOverHttp(List<Sent> entries) {
        detection.reset();
        detection.skipTo(NOW.plusSeconds(60));
        String lines = entries.stream().map(sent -> sent.json().toString()).collect(Collectors.joining("\n"));
        as(Permission.INGEST)
                .contentType("application/x-ndjson; charset=utf-8")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/api/siem/logs")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(entries.size()));
        detection.cycleAt(NOW.plusSeconds(60));
        return detection.found();
    }

    /** All pages of the list, whatever the status. */
    private static List<JsonNode> anomalies() throws IOException {
        List<JsonNode> anomalies = new ArrayList<>();
        JsonNode page;
        String next = "";
        do {
            page = JSON.readTree(as(Permission.VIEW_AUDIT).get(LIST + next).asByteArray());
            page.path("anomalies").forEach(anomalies::add);
            next = "&cursor=" + page.at("/pagination/next").asText();
        } while (page.at("/pagination/next").isTextual());
        assertThat(anomalies).hasSize(page.at("/pagination/total").asInt(-1));
        return anomalies;
    }

    /** A client of its own each time: a limit is nothing to wait for where the clock stands. */
    private static RequestSpecification as(String permission) {
        return given().auth().oauth2(Tokens.of("real-" + UUID.randomUUID(), permission));
    }

    /** Everything long after it happened, with a cycle after each part. */
    private List<Found> found(List<List<Sent>> parts) {
        detection.reset();
        Instant clock = NOW;
        for (List<Sent> part : parts) {
            clock = clock.plusSeconds(60);
            send(clock, part);
        }
        return detection.found();
    }

    private List<Found> foundAsItHappens(List<List<Sent>> parts) {
        detection.reset();
        parts.forEach(part -> send(part.get(part.size() - 1).at(), part));
        detection.cycleAt(NOW);
        return detection.found();
    }

    private void send(Instant clock, List<Sent> part) {
        rows.storeAt(clock, part.stream().map(Sent::entry).toList());
        detection.cycleAt(clock);
    }

    private static List<List<Sent>> parts(List<Sent> entries) {
        List<List<Sent>> parts = new ArrayList<>();
        for (int i = 0; i < PARTS; i++) {
            parts.add(entries.subList(entries.size() * i / PARTS, entries.size() * (i + 1) / PARTS));
        }
        return parts.stream().filter(part -> !part.isEmpty()).toList();
    }

    private static List<Sent> shuffled(List<Sent> entries) {
        List<Sent> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, new Random(SEED));
        return shuffled;
    }

    private static List<List<Sent>> newestHalfFirst(List<Sent> entries) {
        int half = entries.size() / 2;
        return List.of(entries.subList(half, entries.size()), entries.subList(0, half));
    }

    /** In order of time, the newest within the last day. */
    private static List<Sent> entries(Path file) throws IOException {
        List<JsonNode> sent = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            sent.add(JSON.readTree(line));
        }
        Instant newest =
                sent.stream().map(RealAttacksTest::time).max(Instant::compareTo).orElseThrow();
        Duration shift = Duration.ofDays(Duration.between(newest, NOW).toDays());
        return sent.stream()
                .map(entry -> sent(entry, time(entry).plus(shift)))
                .sorted((one, other) -> one.at().compareTo(other.at()))
                .toList();
    }

    private static Instant time(JsonNode entry) {
        return Instant.parse(entry.get("timestamp").asText());
    }

    private static Sent sent(JsonNode line, Instant at) {
        ObjectNode json = line.<ObjectNode>deepCopy().put("timestamp", at.toString());
        AnEntry entry = AnEntry.at(at)
                .source(json.get("source").asText())
                .level(Level.of(json.get("level").asText()))
                .category(json.get("category").asText())
                .message(json.get("message").asText())
                .user(json.path("user_id").asText(null))
                .agent(json.path("user_agent").asText(null));
        return new Sent(
                at,
                json,
                json.hasNonNull("ip_address")
                        ? entry.address(json.get("ip_address").asText())
                        : entry);
    }
}
