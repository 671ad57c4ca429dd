package dev.sealwatch.logs;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL for few tests alone, whose processes can be stopped in their tracks and sent on. */
public class StallingPostgres implements QuarkusTestResourceLifecycleManager {

    /** The service starts anew on such a PostgreSQL. */
    public static class Profile implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(StallingPostgres.class));
        }
    }

    private static Path data;

    private EmbeddedPostgres server;

    @Override
    public Map<String, String> start() {
        try {
            data = Files.createTempDirectory("stalling-postgres").resolve("data");
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .start();
            return Map.of("sealwatch.db.url", "postgresql://localhost:" + server.getPort() + "/postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After the server that all other tests share, whose address this one replaces. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGSTOP: connections stay open, and nobody answers. */
    public static void stall() {
        signal("-STOP");
    }

    public static void resume() {
        signal("-CONT");
    }

    private static void signal(String name) {
        try {
            String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
            ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            List<String> command = new ArrayList<>(List.of("kill", name));
            Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .forEach(process -> command.add(Long.toString(process.pid())));
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
