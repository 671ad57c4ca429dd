package dev.sealwatch.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The PostgreSQL of this machine, with a data folder of its own. */
record InstalledPostgres(Path programs, Path home) {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final int OLDEST = 15;
    private static final Duration STARTUP_WAIT = Duration.ofSeconds(60);

    /** Where the programs of the newest version that the service knows are. */
    static Optional<Path> newest() {
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.filter(version -> major(version) >= OLDEST)
                    .max(Comparator.comparingInt(InstalledPostgres::major))
                    .map(version -> version.resolve("bin"));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static int major(Path version) {
        return Integer.parseInt(version.getFileName().toString().replaceAll("\\D.*", ""));
    }

    /** It keeps its own defaults, but says aloud what a durable answer rests on. */
    Postgres start() throws IOException, InterruptedException {
        int port = freePort();
        Path data = home.resolve("postgres");
        if (isRoot()) {
            new Command(List.of("chown", "postgres", home.toString())).run();
        }
        as("initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
                .run();
        Command server = as("postgres", "-D", data, "-k", home, "-p", port, "--listen_addresses=127.0.0.1");
        server.words().addAll(List.of("--fsync=on", "--synchronous_commit=on"));
        Process process = server.into(home.resolve("postgres.log")).start();
        Postgres started = new Postgres(port, process.pid(), Optional.of(programs), () -> interrupt(process));
        await(started, process);
        return started;
    }

    private void await(Postgres server, Process process) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + STARTUP_WAIT.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                server.connect("postgres").close();
                return;
            } catch (SQLException notYet) {
                Thread.sleep(100);
            }
        }
        process.destroy();
        throw new IllegalStateException("PostgreSQL did not start:\n" + Files.readString(home.resolve("postgres.log")));
    }

    /** SIGINT is its fast shutdown; SIGTERM would wait for clients. */
    private static void interrupt(Process process) throws IOException {
        if (process.isAlive()) {
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start();
            process.onExit().join();
        }
    }

    /** The server refuses to run as root; {@code setpriv} turns into it, so that its process is ours to stop. */
    private Command as(String program, Object... arguments) {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
        }
        words.add(programs.resolve(program).toString());
        Stream.of(arguments).map(Object::toString).forEach(words::add);
        return new Command(words);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
