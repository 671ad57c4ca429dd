package dev.sealwatch.ingest;

import static dev.sealwatch.ingest.IngestApi.entry;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.platform.TestClock;
import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IngestTest {

    private static final String STORED = """
            select log_id, message, metadata::text as metadata, principal, batch_pos
              from aggregated_logs
             where principal = $1
             order by id
            """;

    @TestHTTPResource
    URI root;

    @Inject
    Pool pool;

    @Inject
    TestClock clock;

    private final String name = "ingest-" + UUID.randomUUID();

    @Test
    void storesOneEntryBeforeItAnswers() {
        var reply = api().logs(entry("hello"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()).isEqualTo(committed(1, 0, 0));
        assertThat(messages()).containsExactly("hello");
    }

    @Test
    void storesAThousandEntriesInOrder() {
        JsonArray entries = new JsonArray();
        IntStream.range(0, 1_000).forEach(i -> entries.add(entry("entry " + i)));

        assertThat(api().logs(entries).json()).isEqualTo(committed(1_000, 0, 0));
        assertThat(messages())
                .isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> "entry " + i).toList());
    }

    @Test
    void answersAnEmptyArrayWithZero() {
        assertThat(api().logs(new JsonArray()).json()).isEqualTo(committed(0, 0, 0));
    }

    @Test
    void storesTheGoodSiblingsOfABadEntry() {
        var reply = api().logs(
                        new JsonArray().add(entry("good")).add(new JsonObject()).add(entry("too")));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().getInteger("accepted")).isEqualTo(2);
        assertThat(reply.results()).singleElement().satisfies(result -> {
            assertThat(result.getInteger("index")).isEqualTo(1);
            assertThat(result.getString("status")).isEqualTo("rejected");
        });
        assertThat(messages()).containsExactly("good", "too");
    }

    @Test
    void storesARepeatedIdOnce() {
        JsonObject entry = entry("once").put("log_id", UUID.randomUUID().toString());

        assertThat(api().logs(entry).json()).isEqualTo(committed(1, 0, 0));
        var again = api().logs(entry);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().getInteger("duplicates")).isEqualTo(1);
        assertThat(again.results().get(0).getString("status")).isEqualTo("duplicate");
        assertThat(messages()).containsExactly("once");
    }

    @Test
    void storesAnIdThatIsRepeatedWithinOneBodyOnce() {
        JsonObject entry = entry("once").put("log_id", UUID.randomUUID().toString());
        JsonObject other = entry.copy().put("message", "other");

        var reply = api().logs(new JsonArray()
                .add(entry("first"))
                .add(entry)
                .add(entry)
                .add(other)
                .add(entry("last")));

        assertThat(reply.results())
                .extracting(result -> result.getInteger("index") + result.getString("status"))
                .containsExactly("2duplicate", "3rejected");
        assertThat(reply.results().get(1).getString("code")).isEqualTo("id_conflict");
        assertThat(messages()).containsExactly("first", "once", "last");
    }

    @Test
    void rejectsAKnownIdWithOtherContentAndLeavesTheStoredEntryAlone() {
        JsonObject entry = entry("mine").put("log_id", UUID.randomUUID().toString());
        api().logs(entry);

        var reply = api().logs(new JsonArray()
                .add(entry.copy().put("message", "forged"))
                .add(entry("sibling")));

        assertThat(reply.results().get(0).getString("code")).isEqualTo("id_conflict");
        assertThat(messages()).containsExactly("mine", "sibling");
        assertThat(placesKnown()).isEqualTo(placesStored());
    }

    @Test
    void keepsPlacesRightWhenDuplicatesLeaveTheBatch() {
        JsonObject first = entry("a").put("log_id", UUID.randomUUID().toString());
        JsonObject second = entry("b").put("log_id", UUID.randomUUID().toString());
        JsonObject third = entry("c").put("log_id", UUID.randomUUID().toString());
        api().logs(first);

        api().logs(new JsonArray().add(second).add(first).add(third));

        assertThat(messages()).containsExactly("a", "b", "c");
        assertThat(placesKnown()).isEqualTo(placesStored());
    }

    @Test
    void letsTwoSendersUseTheSameId() {
        JsonObject entry = entry("same").put("log_id", UUID.randomUUID().toString());
        IngestApi stranger = new IngestApi(root, Tokens.of("stranger-" + UUID.randomUUID(), Permission.INGEST));

        assertThat(api().logs(entry).json()).isEqualTo(committed(1, 0, 0));
        assertThat(stranger.logs(entry.copy().put("message", "other")).json()).isEqualTo(committed(1, 0, 0));
    }

    @Test
    void storesNothingOfAnAtomicRequestThatHoldsAConflict() {
        JsonObject known = entry("known").put("log_id", UUID.randomUUID().toString());
        api().logs(known);

        var reply = api().post(
                        "/api/siem/logs?atomic=true",
                        new JsonArray()
                                .add(entry("sibling"))
                                .add(known.copy().put("message", "other"))
                                .encode());

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.results())
                .extracting(result -> result.getString("code"))
                .containsExactly("not_stored", "id_conflict");
        assertThat(messages()).containsExactly("known");
    }

    @Test
    void storesAnAtomicRequestAsOneBatch() {
        JsonArray entries = new JsonArray();
        IntStream.range(0, 500).forEach(i -> entries.add(entry("entry " + i)));

        assertThat(api().post("/api/siem/logs?atomic=true", entries.encode()).json())
                .isEqualTo(committed(500, 0, 0));
        assertThat(rows())
                .extracting(row -> row.getInteger("batch_pos"))
                .isEqualTo(IntStream.range(0, 500).boxed().toList());
    }

    @Test
    void answersABufferedRequestWithWhatMayBeLost() {
        var reply = api().post(
                        "/api/siem/logs?ack=buffered",
                        new JsonArray().add(entry("soon")).add(new JsonObject()).encode());

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().getString("durability")).isEqualTo("buffered");
        assertThat(reply.json().getInteger("accepted")).isEqualTo(1);
        assertThat(reply.json().getInteger("rejected")).isEqualTo(1);
        assertThat(reply.json().getJsonObject("max_loss"))
                .isEqualTo(new JsonObject().put("entries", 100).put("ms", 5000));
        assertThat(eventually("soon")).isTrue();
    }

    @Test
    void treatsMoreThanAHundredUnconfirmedEntriesAsDurable() {
        JsonArray entries = new JsonArray();
        IntStream.range(0, 101).forEach(i -> entries.add(entry("entry " + i)));

        var reply = api().post("/api/siem/logs?ack=buffered", entries.encode());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().getString("durability")).isEqualTo("committed");
        assertThat(messages()).hasSize(101);
    }

    @Test
    void namesEveryEntryOnRequest() {
        var reply = api().post(
                        "/api/siem/logs?results=all",
                        new JsonArray().add(entry("a")).add(entry("b")).encode());

        assertThat(reply.results())
                .extracting(result -> result.getString("status"))
                .containsExactly("stored", "stored");
        assertThat(reply.results())
                .extracting(result -> UUID.fromString(result.getString("log_id")))
                .isEqualTo(rows().stream().map(row -> row.getUUID("log_id")).toList());
    }

    @Test
    void takesAStreamOfAnyLength() {
        StringBuilder lines = new StringBuilder();
        IntStream.range(0, 20_000)
                .forEach(i -> lines.append(entry("line " + i).encode()).append('\n'));

        assertThat(api().ndjson(lines.toString()).json()).isEqualTo(committed(20_000, 0, 0));
        assertThat(messages()).hasSize(20_000).doesNotHaveDuplicates();
    }

    @Test
    void rejectsABrokenLineOnly() {
        var reply = api().ndjson(entry("one") + "\nbroken\n\n" + entry("two") + "\n");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.results())
                .extracting(result -> result.getInteger("index"))
                .containsExactly(1);
        assertThat(messages()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void inflatesGzip() throws IOException {
        byte[] document = gzip(new JsonArray().add(entry("zipped")).encode());
        byte[] lines = gzip(entry("zipped line") + "\n");

        assertThat(api().send(
                                "/api/siem/logs",
                                document,
                                "Content-Type",
                                "application/json",
                                "Content-Encoding",
                                "gzip")
                        .json())
                .isEqualTo(committed(1, 0, 0));
        assertThat(api().send(
                                "/api/siem/logs",
                                lines,
                                "Content-Type",
                                "application/x-ndjson",
                                "Content-Encoding",
                                "gzip")
                        .json())
                .isEqualTo(committed(1, 0, 0));
        assertThat(messages()).containsExactly("zipped", "zipped line");
    }

    @Test
    void takesAStreamThatInflatesToFarMoreThanTheBufferHolds() throws IOException {
        String line = entry("again").encode() + "\n";

        var reply = api().send(
                        "/api/siem/logs",
                        gzip(line.repeat(60_000)),
                        "Content-Type",
                        "application/x-ndjson",
                        "Content-Encoding",
                        "gzip");

        assertThat(reply.json()).isEqualTo(committed(60_000, 0, 0));
    }

    @Test
    void takesAStreamWhoseAnnouncedLengthNoJsonBodyMayHave() {
        String line = entry("x".repeat(60_000)).encode() + "\n";

        assertThat(api().ndjson(line.repeat(150)).json()).isEqualTo(committed(150, 0, 0));
    }

    @Test
    void answersABufferedRequestWithoutAGoodEntryAsADurableOne() {
        assertThat(api().post("/api/siem/logs?ack=buffered", "{}").status()).isEqualTo(422);
    }

    @Test
    void refusesAGzipBombWhileItInflates() throws IOException {
        byte[] bomb = gzip("[" + " ".repeat(50_000_000) + "]");

        var reply = api().send("/api/siem/logs", bomb, "Content-Type", "application/json", "Content-Encoding", "gzip");

        assertThat(reply.status()).isEqualTo(413);
    }

    @Test
    void mapsAuditEventsByName() {
        var reply = api().post(
                        "/api/siem/events",
                        new JsonObject()
                                .put("event", "login_failed")
                                .put("user_id", "ann")
                                .put("ip_address", "203.0.113.7")
                                .put("details", new JsonObject().put("reason", "unknown_user"))
                                .encode());

        assertThat(reply.json()).isEqualTo(committed(1, 0, 0));
        assertThat(messages()).containsExactly("login_failed");
        assertThat(rows().get(0).getString("metadata")).isEqualTo("{\"reason\": \"unknown_user\"}");
    }

    @Test
    void keepsAnEntryThatTheDatabaseRefusesAsADeadLetterAndStoresItsSiblings() {
        forbid("poison-" + name);
        try {
            JsonArray entries = new JsonArray();
            IntStream.range(0, 50).forEach(i -> entries.add(entry(i == 17 ? "poison-" + name : "fine " + i)));

            var reply = api().logs(entries);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().getInteger("accepted")).isEqualTo(49);
            assertThat(reply.results()).singleElement().satisfies(result -> {
                assertThat(result.getInteger("index")).isEqualTo(17);
                assertThat(result.getString("code")).isEqualTo("dead_lettered");
            });
            assertThat(messages()).hasSize(49);
            assertThat(deadLetters()).isEqualTo(1);
        } finally {
            run("alter table aggregated_logs drop constraint poison");
        }
    }

    @Test
    void makesAPartitionThatIsMissing() {
        Instant now = clock.instant();
        clock.advance(Duration.ofDays(200));
        try {
            assertThat(api().logs(entry("kept")).json()).isEqualTo(committed(1, 0, 0));
            assertThat(messages()).containsExactly("kept");
        } finally {
            clock.set(now);
        }
    }

    private static JsonObject committed(int accepted, int duplicates, int rejected) {
        return new JsonObject()
                .put("accepted", accepted)
                .put("duplicates", duplicates)
                .put("rejected", rejected)
                .put("durability", "committed")
                .put("results", new JsonArray());
    }

    private IngestApi api() {
        return new IngestApi(root, Tokens.of(name, Permission.INGEST));
    }

    private List<Row> rows() {
        return pool.preparedQuery(STORED).execute(Tuple.of("user:" + name)).await().indefinitely().stream()
                .toList();
    }

    private List<String> messages() {
        return rows().stream().map(row -> row.getString("message")).toList();
    }

    private String placesKnown() {
        return text(
                "select string_agg(log_id || ':' || batch_no || ':' || batch_pos, ' ' order by log_id) from known_ids where principal = $1");
    }

    private String placesStored() {
        return text("""
                select string_agg(log_id || ':' || batch_no || ':' || batch_pos, ' ' order by log_id) from aggregated_logs
                 where principal = $1 and log_id in (select log_id from known_ids where principal = $1)
                """);
    }

    private String text(String sql) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of("user:" + name))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);
    }

    private long deadLetters() {
        return pool.preparedQuery("select count(*) from dead_letters where principal = $1 and entry like '%poison%'")
                .execute(Tuple.of("user:" + name))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private void forbid(String message) {
        run("alter table aggregated_logs add constraint poison check (message <> '" + message + "') not valid");
    }

    private void run(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }

    private boolean eventually(String message) {
        for (int i = 0; i < 100 && !messages().contains(message); i++) {
            pause();
        }
        return messages().contains(message);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return out.toByteArray();
    }
}
