package dev.sealwatch.ingest;

import dev.sealwatch.logs.Sources.Priority;
import dev.sealwatch.logs.Sources.Source;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads entries as the service does by default, and keeps count of what was redacted. */
final class Reader {

    static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");
    static final Sender SENDER = new Sender("token:app", NOW);
    private static final List<String> SOURCES =
            List.of("authentication", "authorization", "security_audit", "application", "system", "access");

    final IngestConfig config =
            new SmallRyeConfigBuilder().withMapping(IngestConfig.class).build().getConfigMapping(IngestConfig.class);

    final Map<String, Integer> redactions = new TreeMap<>();
    final Redactor redactor = new Redactor(config.redactKeys(), this::count);
    final EntryReaders readers = new EntryReaders(Reader::source, config, this::count);

    List<Reading> logs(String body) {
        return readers.logs().document(utf8(body), SENDER);
    }

    List<Reading> events(String body) {
        return readers.events().document(utf8(body), SENDER);
    }

    /** The draft of a body that is one entry. */
    Draft draft(String body) {
        return draft(logs(body).get(0));
    }

    /** An entry with nothing but what is required, and these fields: {@code "user_id": "ann"}. */
    Draft with(String fields) {
        return draft(entry(fields));
    }

    Reading.Rejected rejected(String body) {
        return (Reading.Rejected) logs(body).get(0);
    }

    static Draft draft(Reading reading) {
        if (reading instanceof Reading.Rejected rejected) {
            throw new AssertionError("Rejected: " + rejected);
        }
        return ((Reading.Accepted) reading).draft();
    }

    static String entry(String fields) {
        return """
                {"source": "application", "level": "info", "category": "test", "message": "Something happened"%s}""".formatted(fields.isEmpty() ? "" : ", " + fields);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<Source> source(String name) {
        return SOURCES.contains(name) ? Optional.of(new Source(name, Priority.HIGH, 90)) : Optional.empty();
    }

    private void count(String kind) {
        redactions.merge(kind, 1, Integer::sum);
    }
}
