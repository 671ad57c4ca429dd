package dev.sealwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real security logs, as they would be sent. */
class RealDataTest {

    private static final Path DATA = Path.of("src/test/resources/real");

    @Test
    void readsEveryRealEntry() throws IOException {
        Reader reader = new Reader();
        for (Path file : files()) {
            for (String line : Files.readAllLines(file)) {
                Reading reading = reader.readers.logs().line(Reader.utf8(line), Reader.SENDER);
                assertThat(reading).isInstanceOf(Reading.Accepted.class);
            }
        }
        assertThat(reader.redactions).isEqualTo(Map.of("session_id", 1451));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(DATA)) {
            return all.filter(path -> path.toString().endsWith(".ndjson"))
                    .sorted()
                    .toList();
        }
    }
}
