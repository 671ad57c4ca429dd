package dev.sealwatch.ingest;

import dev.sealwatch.logs.Sources;
import dev.sealwatch.logs.Sources.Source;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The readers of the bodies that are taken in. */
@ApplicationScoped
class EntryReaders {

    private final BodyReader logs;
    private final BodyReader events;

    @Inject
    EntryReaders(Sources sources, IngestConfig config, MeterRegistry meters) {
        this(
                sources::find,
                config,
                kind -> Counter.builder("siem.ingest.redacted.values")
                        .description("Values that were redacted, by what they looked like")
                        .tag("kind", kind)
                        .register(meters)
                        .increment());
    }

    EntryReaders(Function<String, Optional<Source>> sources, IngestConfig config, Consumer<String> redacted) {
        Redactor redactor = new Redactor(config.redactKeys(), redacted);
        Normaliser normaliser = new Normaliser(sources, redactor, config);
        this.logs = new BodyReader(
                new SentEntryReader(EntryField.OF_LOG, redactor, config), sent -> {}, normaliser, config.maxEntries());
        this.events = new BodyReader(
                new SentEntryReader(EntryField.OF_EVENT, redactor, config),
                AuditName::resolve,
                normaliser,
                config.maxEntries());
    }

    /** Entries, as {@code POST /api/siem/logs} takes them. */
    BodyReader logs() {
        return logs;
    }

    /** Audit events by name, as {@code POST /api/siem/events} takes them. */
    BodyReader events() {
        return events;
    }
}
