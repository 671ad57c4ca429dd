package dev.sealwatch.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A process that the test owns: what it prints goes to a file, and it does not outlive the test. */
record Child(Process process, Path log) {

    private static final Duration DEATH = Duration.ofSeconds(10);
    private static final int TAIL_CHARACTERS = 6_000;

    static Child start(Path log, Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Child child = new Child(builder.start(), log);
            Runtime.getRuntime().addShutdownHook(new Thread(child::kill));
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL to it and to all it has started. PostgreSQL gives each of its children a process group of its own. */
    void kill() {
        List<ProcessHandle> family = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        family.forEach(ProcessHandle::destroyForcibly);
        Wait.until("death of " + log, DEATH, () -> family.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** SIGTERM; how long it took to leave. */
    Duration terminate(Duration limit) {
        process.destroy();
        return Wait.until("end of " + log, limit, () -> !process.isAlive());
    }

    /** The end of what it printed. */
    String tail() {
        try {
            String text = Files.readString(log, StandardCharsets.UTF_8);
            return log + ":\n" + text.substring(Math.max(0, text.length() - TAIL_CHARACTERS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
