package dev.sealwatch.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to measure and for how long.
 *
 * @param historyRows how many entries are stored when the detectors are measured, one measurement each
 * @param cycles of the detectors in each of them, one {@code every} so often
 * @param postgres folder of the PostgreSQL programs, where another than the newest installed one is meant
 * @param serviceOptions options of the service's Java
 */
record Settings(
        Mode mode,
        int rounds,
        Duration each,
        Duration warmUp,
        boolean sendIds,
        int exportRows,
        List<Integer> historyRows,
        int cycles,
        Duration every,
        Path jar,
        Optional<Path> postgres,
        List<String> serviceOptions) {

    /** Seed of everything that is drawn: two runs send the same entries. */
    static final long SEED = 20_261_122;

    enum Mode {
        /** Ingest against the limits of the database, in rounds. */
        FULL,
        /** All of it in seconds: shows that it works, not how fast. */
        SHORT,
        /** One million rows out, in each format, with a small heap. */
        EXPORT,
        /** Cycles of the detectors beside arriving entries, with little and with much stored. */
        DETECTION
    }

    static Settings read() {
        Mode mode = Mode.valueOf(text("bench").toUpperCase(Locale.ROOT));
        boolean quick = mode == Mode.SHORT;
        return new Settings(
                mode,
                quick ? 1 : Integer.getInteger("bench.rounds"),
                Duration.ofSeconds(quick ? 2 : Integer.getInteger("bench.seconds")),
                Duration.ofSeconds(quick ? 1 : 15),
                Boolean.getBoolean("bench.log-ids"),
                quick ? 20_000 : Integer.getInteger("bench.export-rows"),
                quick
                        ? List.of(100_000)
                        : Stream.of(text("bench.history-rows").split(","))
                                .map(Integer::valueOf)
                                .toList(),
                quick ? 2 : Integer.getInteger("bench.cycles"),
                Duration.ofSeconds(quick ? 5 : 60),
                Path.of(text("bench.jar")),
                Optional.of(text("bench.postgres"))
                        .filter(folder -> !folder.isBlank())
                        .map(Path::of),
                List.of(text("bench.service-options").split(" ")));
    }

    private static String text(String name) {
        return System.getProperty(name);
    }
}
