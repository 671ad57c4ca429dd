package dev.sealwatch.ingest;

import static dev.sealwatch.ingest.IngestApi.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** What a sender should not have sent reaches neither the database, nor our own log, nor an answer. */
@QuarkusTest
class SecretsStayOutTest {

    private static final String SECRET = "hunter2-Zq9xWv7Kd3";
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ6cTl4In0.c2lnbmF0dXJlLXpxOXh3djc";
    private static final String CARD = "4111 1111 1111 1111";
    private static final String DASHED_CARD = "4111-1111-1111-1111";

    private static final String TABLES = """
            select format('%I.%I', schemaname, tablename)
              from pg_tables
             where schemaname not in ('pg_catalog', 'information_schema')
            """;

    private static final String AUDITED = """
            select
              from aggregated_logs
             where category = 'siem_query'
               and user_id = $1
            """;

    @TestHTTPResource
    URI root;

    @Inject
    Pool pool;

    @Inject
    Pipeline pipeline;

    @Inject
    AgroalDataSource jdbc;

    @Test
    void whereverTheyAreHidden() throws IOException, SQLException, InterruptedException {
        String name = "leaky-" + UUID.randomUUID();
        IngestApi api = new IngestApi(root, Tokens.of(name, Permission.INGEST, Permission.VIEW_AUDIT));

        List<IngestApi.Reply> replies = new ArrayList<>(List.of(api.logs(leaky())));
        replies.addAll(refused(api));
        replies.add(api.get("/api/siem/logs?search=password%3D" + SECRET + "%20" + DASHED_CARD));
        awaitAudit(name);

        assertThat(replies.get(0).status()).isEqualTo(200);
        String answers = replies.stream().map(reply -> reply.json().encode()).collect(Collectors.joining("\n"));
        assertThat(answers).doesNotContain(SECRET, JWT, CARD, DASHED_CARD);
        assertThat(dumpedLines("[REDACTED:password]")).isNotEmpty();
        assertThat(dumpedLines("siem_query")).isNotEmpty();
        assertThat(dumpedLines(SECRET, JWT, CARD, DASHED_CARD)).isEmpty();
        assertThat(Files.readString(Path.of("target/sealwatch-test.log")))
                .isNotEmpty()
                .doesNotContain(SECRET, JWT, CARD, DASHED_CARD);
    }

    /** What was read is audited behind the answer: until that is stored, a dump proves nothing. */
    private void awaitAudit(String reader) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!(isAudited(reader) && pipeline.isIdle())) {
            assertThat(System.nanoTime()).as("the audit entry is late").isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private boolean isAudited(String reader) {
        return pool.preparedQuery(AUDITED)
                        .execute(Tuple.of(reader))
                        .await()
                        .indefinitely()
                        .rowCount()
                > 0;
    }

    private static JsonObject leaky() {
        JsonObject deep = new JsonObject().put("a", new JsonArray().add(new JsonObject().put("userPassword", SECRET)));
        return entry("login password=" + SECRET + " at https://ann:" + SECRET + "@example.org/?access_token=" + SECRET)
                .put(
                        "metadata",
                        new JsonObject()
                                .put("deep", deep)
                                .put("note", "Bearer " + JWT)
                                .put("card", CARD))
                .put("user_agent", "agent/1 token=" + SECRET)
                .put("user_id", "ann password=" + SECRET)
                .put("ip_address", "password=" + SECRET);
    }

    /** Each is wrong in another way, and its answer says so. */
    private static List<IngestApi.Reply> refused(IngestApi api) {
        String secret = "password=" + SECRET + " " + CARD;
        JsonObject event =
                new JsonObject().put("event", "login_failed").put("details", new JsonObject().put("password", SECRET));
        return List.of(
                api.logs(leaky().put("timestamp", secret)),
                api.logs(leaky().put("category", secret)),
                api.logs(leaky().put("source", secret)),
                api.logs(leaky().put(secret, 1)),
                api.post("/api/siem/logs", leaky().encode() + secret),
                api.post("/api/siem/logs?password=" + SECRET + DASHED_CARD, leaky().encode()),
                api.post("/api/siem/logs?ack=" + DASHED_CARD, leaky().encode()),
                api.ndjson(secret + "\n" + leaky().encode() + "\n"),
                api.post("/api/siem/events", event.encode()));
    }

    /**
     * The rows of all tables that hold one of the texts, in the form that {@code pg_dump} writes: the embedded server
     * comes without that program.
     */
    private List<String> dumpedLines(String... texts) throws SQLException, IOException {
        Path file = Path.of("target/tables.dump");
        try (OutputStream dump = Files.newOutputStream(file)) {
            dumpTo(dump);
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> Stream.of(texts).anyMatch(line::contains))
                    .toList();
        }
    }

    private void dumpTo(OutputStream dump) throws SQLException, IOException {
        try (Connection connection = jdbc.getConnection();
                Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(TABLES)) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            while (tables.next()) {
                copy.copyOut("copy (select * from " + tables.getString(1) + ") to stdout", dump);
            }
        }
    }
}
