package dev.sealwatch.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A real PostgreSQL that belongs to this process: data kept, every commit flushed to disk.
 *
 * <p>When the process was killed its server lives on; the next start adopts it instead of waiting for its lock.
 */
record EmbeddedDatabase(int port, Optional<ProcessHandle> adopted, Optional<EmbeddedPostgres> started)
        implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);

    /** No secret: the server listens on the loopback interface only, and lets anybody there in. */
    static final String PASSWORD = "sealwatch";

    private static final Duration STARTUP_WAIT = Duration.ofSeconds(60);
    /** A lock is let go when its channel is collected. */
    private static final Set<FileChannel> HELD = ConcurrentHashMap.newKeySet();

    private static final int LINE_OF_PID = 0;
    private static final int LINE_OF_PORT = 3;

    static EmbeddedDatabase start(Path home) {
        Path data = home.resolve("postgres");
        refuseWhileInUse(home);
        EmbeddedDatabase database = running(data).orElseGet(() -> launch(home, data));
        database.createOnce();
        return database;
    }

    /** The lock goes with the process, however that ends; adopting a server whose owner lives would stop it under him. */
    private static void refuseWhileInUse(Path home) {
        try {
            Files.createDirectories(home);
            FileChannel lock =
                    FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            HELD.add(lock);
            if (lock.tryLock() == null) {
                throw new IllegalStateException("Another Sealwatch is running with the data directory " + home
                        + ". Stop it, or give this one another: SEALWATCH_DATA_DIR.");
            }
        } catch (OverlappingFileLockException held) {
            LOG.debugf("Started again in the same process data=%s", home);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write to the data directory " + home, e);
        }
    }

    String url() {
        return "postgresql://localhost:" + port + "/sealwatch";
    }

    /** The service works as an ordinary role in a database of its own, as it would on an external server. */
    private void createOnce() {
        String admin = "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
        try (Connection connection = DriverManager.getConnection(admin);
                Statement statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("select from pg_roles where rolname = 'sealwatch'")
                    .next()) {
                statement.execute("create role sealwatch login password '" + PASSWORD + "'");
            }
            if (!statement
                    .executeQuery("select from pg_database where datname = 'sealwatch'")
                    .next()) {
                statement.execute("create database sealwatch owner sealwatch");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Can't prepare the embedded database: " + e.getMessage(), e);
        }
    }

    private static Optional<EmbeddedDatabase> running(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            int port = Integer.parseInt(lines.get(LINE_OF_PORT).strip());
            return ProcessHandle.of(Long.parseLong(lines.get(LINE_OF_PID).strip()))
                    .filter(process -> answers(port))
                    .map(process -> adopt(process, port));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException none) {
            return Optional.empty();
        }
    }

    private static EmbeddedDatabase adopt(ProcessHandle process, int port) {
        LOG.infof("Adopted the running PostgreSQL pid=%d port=%d", process.pid(), port);
        return new EmbeddedDatabase(port, Optional.of(process), Optional.empty());
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static EmbeddedDatabase launch(Path home, Path data) {
        try {
            Files.createDirectories(home);
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    // The library lets everybody write there, and we run what it unpacks.
                    .setOverrideWorkingDirectory(PrivateFolder.at(home.resolve("postgres-binaries"))
                            .resolve("unpacked")
                            .toFile())
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(STARTUP_WAIT)
                    // One order of text on every machine, and letter case beyond ASCII, whatever locales the host has.
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    // The library switches both off, for tests. Here an acknowledged entry has to survive a crash.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "100")
                    .start();
            return new EmbeddedDatabase(server.getPort(), Optional.empty(), Optional.of(server));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start in " + data + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        started.ifPresent(EmbeddedDatabase::stop);
        adopted.ifPresent(EmbeddedDatabase::stop);
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            LOG.warnf("PostgreSQL did not stop cleanly; it recovers at the next start. cause=%s", e.getMessage());
        }
    }

    /** SIGTERM lets sessions finish: the pool is closed by now, so nobody keeps it waiting. */
    private static void stop(ProcessHandle process) {
        process.destroy();
        process.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(late -> process)
                .join();
    }
}
