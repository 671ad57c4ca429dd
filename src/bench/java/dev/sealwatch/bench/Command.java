package dev.sealwatch.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Another program: run to its end, or started and left running. */
record Command(List<String> words) {

    /** What it said; a failure shows that too. */
    String run() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", words) + " failed:\n" + said);
        }
        return said;
    }

    ProcessBuilder into(Path log) {
        return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
    }
}
