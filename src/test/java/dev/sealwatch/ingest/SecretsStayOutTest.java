package dev.sealwatch.ingest;

import static dev.sealwatch.ingest.IngestApi.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealwatch.security.Permission;
import dev.sealwatch.security.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a sender should not have sent reaches neither the database, nor our own log, nor an answer. */
@QuarkusTest
class SecretsStayOutTest {

    private static final String SECRET = "hunter2-Zq9xWv7Kd3";
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ6cTl4In0.c2lnbmF0dXJlLXpxOXh3djc";
    private static final String CARD = "4111 1111 1111 1111";

    private static final String TABLES = """
            select tablename from pg_tables where schemaname = 'public'
            """;

    @TestHTTPResource
    URI root;

    @Inject
    Pool pool;

    @Test
    void whereverTheyAreHidden() throws IOException {
        IngestApi api = new IngestApi(root, Tokens.of("leaky-" + UUID.randomUUID(), Permission.INGEST));

        List<IngestApi.Reply> replies = new ArrayList<>(List.of(api.logs(leaky())));
        replies.addAll(refused(api));

        assertThat(replies.get(0).status()).isEqualTo(200);
        String answers = replies.stream().map(reply -> reply.json().encode()).collect(Collectors.joining("\n"));
        assertThat(answers).doesNotContain(SECRET).doesNotContain(JWT);
        assertThat(dump()).contains("[REDACTED:password]").doesNotContain(SECRET, JWT, CARD);
        assertThat(Files.readString(Path.of("target/sealwatch-test.log")))
                .isNotEmpty()
                .doesNotContain(SECRET, JWT);
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
        String secret = "password=" + SECRET;
        JsonObject event =
                new JsonObject().put("event", "login_failed").put("details", new JsonObject().put("password", SECRET));
        return List.of(
                api.logs(leaky().put("timestamp", secret)),
                api.logs(leaky().put("category", secret)),
                api.logs(leaky().put("source", secret)),
                api.logs(leaky().put(secret, 1)),
                api.post("/api/siem/logs", leaky().encode() + secret),
                api.post("/api/siem/logs?" + secret, leaky().encode()),
                api.ndjson(secret + "\n" + leaky().encode() + "\n"),
                api.post("/api/siem/events", event.encode()));
    }

    /** Every row of every table, as a dump of the database would show it. */
    private String dump() {
        return rows(TABLES).stream()
                .map(table -> String.join("\n", rows("select row::text from \"" + table + "\" as row")))
                .collect(Collectors.joining("\n"));
    }

    private List<String> rows(String sql) {
        return pool.query(sql).execute().await().indefinitely().stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
