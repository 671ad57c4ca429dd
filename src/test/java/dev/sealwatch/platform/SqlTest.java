package dev.sealwatch.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every statement in the sources, parsed by the server against the migrated schema.
 *
 * <p>This is the Parse message of the protocol, which takes any statement. Queries, changes and calls are resolved down to
 * tables, columns and types; of statements such as {@code listen} only the grammar is checked.
 */
@QuarkusTest
class SqlTest {

    private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\"\\R(.*?)\"\"\"", Pattern.DOTALL);
    private static final Pattern SQL = Pattern.compile(
            "^\\s*(select|insert|update|delete|merge|with|values|call|set|lock|listen|notify|alter|create|drop|truncate)\\b.*",
            Pattern.DOTALL);

    private static final Tables TABLES = Tables.ofMigrations();

    /** One statement and where it stands. */
    record Statement(String room, String file, String sql) {

        @Override
        public String toString() {
            return file + ": " + sql.lines().findFirst().orElse("").strip();
        }
    }

    @Inject
    Pool pool;

    static List<Statement> statements() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(SqlTest::statements)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("statements")
    void everyStatementPrepares(Statement statement) {
        prepare(statement.sql());
    }

    @Test
    void findsTheStatements() throws IOException {
        assertThat(statements()).extracting(Statement::file).contains("PartitionStore.java");
    }

    @ParameterizedTest
    @MethodSource("statements")
    void aRoomWritesOnlyItsOwnSchema(Statement statement) {
        assertThat(TABLES.written(statement.sql()))
                .allMatch(table -> TABLES.mayWrite(statement.room(), table), statement.room() + " may write it");
    }

    @ParameterizedTest
    @MethodSource("statements")
    void aRoomReadsOnlyTheRoomsItKnows(Statement statement) {
        assertThat(TABLES.named(statement.sql()))
                .allMatch(
                        table -> ArchitectureTest.mayKnow(statement.room(), TABLES.owner(table)),
                        statement.room() + " knows whose it is");
    }

    @Test
    void knowsWhatAStatementTouches() {
        assertThat(TABLES.written("insert into users (username) select name from api_tokens"))
                .containsExactly("users");
        assertThat(TABLES.named("with x as (delete from users) select 1 from x join log_sources on log_era() = 1"))
                .containsExactlyInAnyOrder("users", "log_sources", "log_era");
        assertThat(TABLES.mayWrite("ingest", "users")).isFalse();
        assertThat(ArchitectureTest.mayKnow("logs", TABLES.owner("verifications")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"select nothing from log_sources", "call make_nothing($1)", "listen", "select 1; select 2"})
    void noticesWhatTheServerWouldRefuse(String sql) {
        assertThat(pool.withConnection(connection -> connection.prepare(sql))
                        .map(prepared -> "prepared")
                        .onFailure()
                        .recoverWithItem("refused")
                        .await()
                        .atMost(Duration.ofSeconds(10)))
                .isEqualTo("refused");
    }

    private void prepare(String sql) {
        pool.withConnection(connection -> connection.prepare(sql).call(prepared -> prepared.close()))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static Stream<Statement> statements(Path file) {
        try {
            return TEXT_BLOCK
                    .matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .map(block ->
                            block.substring(3, block.length() - 3).stripIndent().translateEscapes())
                    .filter(text -> SQL.matcher(text).matches())
                    .map(sql -> new Statement(
                            file.getParent().getFileName().toString(),
                            file.getFileName().toString(),
                            sql));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
