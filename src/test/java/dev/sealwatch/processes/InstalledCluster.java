package dev.sealwatch.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A new cluster of this machine's own PostgreSQL, which comes with the programs that dump and restore. */
public final class InstalledCluster implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private static final Duration STARTUP = Duration.ofSeconds(60);

    private final Path home;
    private final int port = Wait.freePort();
    private final Child server;

    private InstalledCluster(Path home) {
        this.home = home;
        run("initdb", "-D", home + "/data", "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8");
        server = Child.start(
                Path.of(home + ".log"),
                Map.of(),
                command(
                        List.of("postgres", "-D", home + "/data", "-k", home.toString()),
                        List.of("-p", "" + port, "-h", "127.0.0.1")));
        Wait.until("PostgreSQL accepts connections", STARTUP, this::accepts);
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAMS.resolve("pg_dump"));
    }

    /** A running one with an empty database for the service. */
    public static InstalledCluster create() throws IOException {
        // The server's user may not look into the folders of whoever runs the tests.
        Path home = Files.createTempDirectory(Path.of("/tmp"), "sealwatch-cluster-");
        if (isRoot()) {
            end(List.of("chown", "postgres", home.toString()));
        }
        InstalledCluster cluster = new InstalledCluster(home);
        cluster.psql("postgres", "create role sealwatch login password 'sealwatch'");
        cluster.psql("postgres", "create database sealwatch owner sealwatch");
        return cluster;
    }

    private boolean accepts() {
        try (Connection connection = connect("postgres", "postgres")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private Connection connect(String database, String user) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?connectTimeout=2", user, "sealwatch");
    }

    /** As the service does. */
    public Connection connect() throws SQLException {
        return connect("sealwatch", "sealwatch");
    }

    public String url() {
        return "postgresql://127.0.0.1:" + port + "/sealwatch";
    }

    private void psql(String database, String sql) {
        run("psql", "-q", "-h", "127.0.0.1", "-p", "" + port, "-U", "postgres", "-d", database, "-c", sql);
    }

    /** Everything that the service stored goes into the other cluster, whose database is empty. */
    public void moveTo(InstalledCluster other) {
        String dump = home + "/dump";
        String host = "127.0.0.1";
        run("pg_dump", "-Fc", "-f", dump, "-h", host, "-p", "" + port, "-U", "sealwatch", "sealwatch");
        run(
                "pg_restore",
                "--exit-on-error",
                "-h",
                host,
                "-p",
                "" + other.port,
                "-U",
                "sealwatch",
                "-d",
                "sealwatch",
                dump);
    }

    private static void run(String... program) {
        end(command(List.of(program), List.of()));
    }

    /** The server refuses to run as root; {@code setpriv} turns into it, so that its process is ours to stop. */
    private static List<String> command(List<String> program, List<String> more) {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
        }
        words.add(PROGRAMS.resolve(program.get(0)).toString());
        words.addAll(program.subList(1, program.size()));
        words.addAll(more);
        return words;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void end(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed:\n" + said);
            }
        } catch (IOException e) {
            throw new IllegalStateException(command.get(0), e);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    @Override
    public void close() throws IOException {
        server.kill();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        Files.deleteIfExists(Path.of(home + ".log"));
    }
}
