package dev.sealwatch.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/**
 * Counts every entry once on its way in and once on its way out:
 * received = stored + duplicate + rejected + shed + dead-lettered + in flight.
 */
@Startup
@ApplicationScoped
class IngestMetrics {

    private final MeterRegistry registry;
    private final Counter received;
    private final Counter auditLost;
    private final AtomicLong inFlight = new AtomicLong();
    private final Map<Outcome.Kind, Counter> outcomes = new EnumMap<>(Outcome.Kind.class);
    private final DistributionSummary flushSize;
    private final Timer flushDuration;

    IngestMetrics(MeterRegistry registry, EntryBuffer buffer, Availability availability) {
        this.registry = registry;
        received = entries("received", "Entries that came, whatever became of them");
        outcomes.put(Outcome.Kind.STORED, entries("stored", "Entries committed to the database"));
        outcomes.put(Outcome.Kind.DUPLICATE, entries("duplicate", "Entries that had been stored before"));
        outcomes.put(Outcome.Kind.SHED, entries("shed", "Entries refused for want of room or of a database"));
        outcomes.put(
                Outcome.Kind.DEAD_LETTERED, entries("dead.lettered", "Entries that the database refused for good"));
        auditLost = counter("siem.audit.lost.events", "Events of the service's own audit trail that were not stored");
        List.of(FlushFailure.values()).forEach(this::flushFailures);
        gauges(buffer, availability);
        flushSize = DistributionSummary.builder("siem.ingest.flush.size.entries")
                .description("Entries of one transaction")
                .serviceLevelObjectives(1, 10, 100, 500, 1000)
                .register(registry);
        flushDuration = Timer.builder("siem.ingest.flush.duration")
                .description("From the start of a transaction to its commit")
                .serviceLevelObjectives(
                        Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(1))
                .register(registry);
    }

    private void gauges(EntryBuffer buffer, Availability availability) {
        gauge("in.flight.entries", inFlight, AtomicLong::get, "Entries that came and are not yet answered for");
        gauge("buffer.entries", buffer, EntryBuffer::entries, "Entries that wait for their flush");
        gauge("buffer.bytes", buffer, EntryBuffer::bytes, "Bytes of memory that waiting entries take");
        gauge(
                "last.flush.success.timestamp.seconds",
                availability,
                IngestMetrics::lastSuccess,
                "When a flush was last committed, in Unix time; 0 before the first");
    }

    private <T> void gauge(String name, T source, ToDoubleFunction<T> value, String description) {
        Gauge.builder("siem.ingest." + name, source, value)
                .description(description)
                .register(registry);
    }

    private Counter entries(String outcome, String description) {
        return counter("siem.ingest." + outcome + ".entries", description);
    }

    private Counter counter(String name, String description, String... tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    private Counter flushFailures(FlushFailure kind) {
        String fault = kind.name().toLowerCase(Locale.ROOT);
        return counter("siem.ingest.flush.failures", "Flushes that failed, by what that means", "fault", fault);
    }

    private static double lastSuccess(Availability availability) {
        Instant last = availability.lastSuccess();
        return last == null ? 0 : last.toEpochMilli() / 1000.0;
    }

    void received(int entries) {
        received.increment(entries);
        inFlight.addAndGet(entries);
    }

    void left(Outcome outcome) {
        inFlight.decrementAndGet();
        if (outcome.kind() == Outcome.Kind.REJECTED) {
            counter("siem.ingest.rejected.entries", "Entries that broke a rule, by its code", "code", outcome.code())
                    .increment();
        } else {
            outcomes.get(outcome.kind()).increment();
        }
    }

    void flushed(int entries, Duration took) {
        flushSize.record(entries);
        flushDuration.record(took);
    }

    void flushFailed(FlushFailure fault) {
        flushFailures(fault).increment();
    }

    /** An entry that every check let through and the database refuses: a gap in the checks. */
    void poisoned(Throwable cause) {
        String state = FlushFailure.sqlState(cause);
        counter("siem.ingest.poison", "Entries that no check saw to be un-storable, by SQLSTATE", "sqlstate", state)
                .increment();
    }

    long deadLettered() {
        return (long) outcomes.get(Outcome.Kind.DEAD_LETTERED).count();
    }

    /** Audit events that found even the reserved part of the buffer full. */
    void auditLost() {
        auditLost.increment();
    }
}
