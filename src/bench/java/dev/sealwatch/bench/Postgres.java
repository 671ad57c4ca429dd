package dev.sealwatch.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * A fresh server with an empty database for the service.
 *
 * @param programs folder of its programs, where it is an installed one
 */
record Postgres(int port, long pid, Optional<Path> programs, Stop stop) implements AutoCloseable {

    /** Ends the server. */
    interface Stop {
        void now() throws IOException;
    }

    /** The installed PostgreSQL, else the one that the service carries. */
    static Postgres start(Path home, Settings settings) throws IOException, InterruptedException, SQLException {
        Optional<Path> programs = settings.postgres().or(InstalledPostgres::newest);
        Postgres server = programs.isPresent() ? new InstalledPostgres(programs.get(), home).start() : embedded(home);
        try (Connection admin = server.connect("postgres");
                Statement statement = admin.createStatement()) {
            statement.execute("create role sealwatch login password 'sealwatch'");
            statement.execute("create database sealwatch owner sealwatch");
        }
        return server;
    }

    private static Postgres embedded(Path home) throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(home.resolve("programs").toFile())
                .setDataDirectory(home.resolve("postgres"))
                .setRegisterShutdownHook(false)
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                // The library switches both off, for tests.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .start();
        String pid = Files.readAllLines(home.resolve("postgres/postmaster.pid")).get(0);
        return new Postgres(server.getPort(), Long.parseLong(pid.strip()), Optional.empty(), server::close);
    }

    /** As the superuser, who may empty tables and ask for a checkpoint. */
    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres");
    }

    /** A program that came with the server; the embedded one brings no clients. */
    Optional<Path> program(String name) {
        return programs.map(folder -> folder.resolve(name)).filter(Files::isExecutable);
    }

    @Override
    public void close() throws IOException {
        stop.now();
    }
}
