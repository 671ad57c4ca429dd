package dev.sealwatch.processes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A PostgreSQL that can be killed and started again on the same data, every commit flushed to disk. */
public final class DatabaseProcess implements AutoCloseable {

    private static final Duration STARTUP = Duration.ofSeconds(60);

    /** The library unpacks once in the life of a process, wherever the first caller says. */
    private static final Path BINARIES = Path.of("target", "postgres-binaries");

    private final Path home;
    private final int port = Wait.freePort();
    private final AtomicInteger changes = new AtomicInteger();
    private Child child;

    private DatabaseProcess(Path home) {
        this.home = home;
    }

    /** A running one without a table in it. */
    public static DatabaseProcess create(Path home) {
        prepare(home);
        DatabaseProcess database = new DatabaseProcess(home);
        database.launch();
        return database;
    }

    /** The library unpacks the binaries and makes the cluster; from then on the server is a child of ours. */
    private static void prepare(Path home) {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(BINARIES.toFile())
                        .setDataDirectory(home.resolve("data"))
                        .setCleanDataDirectory(false)
                        .setLocaleConfig("locale", "C")
                        .setLocaleConfig("locale-provider", "builtin")
                        .setLocaleConfig("builtin-locale", "C.UTF-8")
                        .start();
                Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role sealwatch login password 'sealwatch'");
            statement.execute("create database sealwatch owner sealwatch");
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("PostgreSQL could not be prepared in " + home, e);
        }
    }

    private void launch() {
        List<String> command = new ArrayList<>(LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.of());
        command.addAll(
                List.of(executable().toString(), "-D", home.resolve("data").toString()));
        command.addAll(List.of("-p", Integer.toString(port), "-h", "127.0.0.1", "-k", ""));
        command.addAll(List.of("-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "full_page_writes=on"));
        child = Child.start(home.resolve("postgres.log"), Map.of(), command);
        try {
            Wait.until("PostgreSQL accepts connections", STARTUP, this::accepts);
        } catch (IllegalStateException late) {
            throw new IllegalStateException(child.tail(), late);
        }
    }

    private static Path executable() {
        try (Stream<Path> files = Files.find(BINARIES, 3, (file, is) -> file.endsWith("bin/postgres"))) {
            return files.findFirst().orElseThrow().toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean accepts() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** SIGKILL to the server and all its backends. */
    public void kill() {
        child.kill();
        changes.incrementAndGet();
    }

    /** Returns when it accepts connections again. */
    public void restart() {
        changes.incrementAndGet();
        launch();
    }

    /** How often it went or came; odd while it is dead. */
    public int changes() {
        return changes.get();
    }

    public String url() {
        return "postgresql://127.0.0.1:" + port + "/sealwatch";
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:" + url() + "?connectTimeout=2", "sealwatch", "sealwatch");
    }

    public String tail() {
        return child.tail();
    }

    @Override
    public void close() {
        child.kill();
    }
}
