package dev.sealwatch.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Measures the packaged service on this machine; fails when not exactly what was acknowledged is stored. */
final class Bench {

    private Bench() {}

    public static void main(String... args) throws Exception {
        Settings settings = Settings.read();
        Path home = Files.createTempDirectory("sealwatch-bench");
        Postgres postgres = Postgres.start(home, settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leaveNothing(postgres, home)));
        System.out.println(machine(home));
        run(settings, postgres, home);
    }

    private static void run(Settings settings, Postgres postgres, Path home) throws Exception {
        switch (settings.mode()) {
            case FULL -> new Summary(Ingest.run(settings, postgres, home)).print();
            case EXPORT -> new Export(settings, postgres, home).run();
            case DETECTION -> new Detection(settings, postgres, home).run();
            case SHORT -> {
                new Summary(Ingest.run(settings, postgres, home)).print();
                new Export(settings, postgres, home).run();
                new Detection(settings, postgres, home).run();
            }
        }
    }

    private static String machine(Path home) throws IOException {
        return String.format(
                Locale.ROOT,
                "%d processors, load %.1f, %s %s, Java %s, data in %s on %s",
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                home,
                Files.getFileStore(home));
    }

    /** At the end, and when somebody stops it halfway: then the service is still running. */
    private static void leaveNothing(Postgres postgres, Path home) {
        List<ProcessHandle> services = ProcessHandle.current()
                .children()
                .filter(child -> child.pid() != postgres.pid())
                .toList();
        services.forEach(ProcessHandle::destroy);
        services.forEach(service -> service.onExit().join());
        try {
            postgres.close();
            delete(home);
        } catch (IOException left) {
            System.err.println("Not all was cleared away: " + left.getMessage());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
