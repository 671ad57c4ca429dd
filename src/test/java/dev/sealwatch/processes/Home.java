package dev.sealwatch.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where processes keep their data and what they print; it stays there after the test. */
public final class Home {

    private Home() {}

    /** An empty folder of that name in {@code target}. */
    public static Path empty(String name) {
        Path home = Path.of("target", name).toAbsolutePath();
        try {
            Files.createDirectories(home);
            delete(home);
            return Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
