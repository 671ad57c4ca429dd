package dev.sealwatch.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts every entry once on its way in and once on its way out:
 * received = stored + duplicate + rejected + shed + dead-lettered + in flight.
 */
@ApplicationScoped
class IngestMetrics {

    private final MeterRegistry registry;
    private final Counter received;
    private final AtomicLong inFlight = new AtomicLong();
    private final Map<Outcome.Kind, Counter> outcomes = new EnumMap<>(Outcome.Kind.class);
    private final DistributionSummary flushSize;
    private final Timer flushDuration;

    IngestMetrics(MeterRegistry registry, EntryBuffer buffer, Availability availability) {
        this.registry = registry;
        received = entries("received");
        outcomes.put(Outcome.Kind.STORED, entries("stored"));
        outcomes.put(Outcome.Kind.DUPLICATE, entries("duplicate"));
        outcomes.put(Outcome.Kind.SHED, entries("shed"));
        outcomes.put(Outcome.Kind.DEAD_LETTERED, entries("dead_lettered"));
        registry.gauge("siem.ingest.in.flight.entries", inFlight);
        registry.gauge("siem.ingest.buffer.entries", buffer, EntryBuffer::entries);
        registry.gauge("siem.ingest.buffer.bytes", buffer, EntryBuffer::bytes);
        registry.gauge("siem.ingest.last.flush.success.timestamp.seconds", availability, IngestMetrics::lastSuccess);
        flushSize = DistributionSummary.builder("siem.ingest.flush.size.entries")
                .serviceLevelObjectives(1, 10, 100, 500, 1000)
                .register(registry);
        flushDuration = Timer.builder("siem.ingest.flush.duration")
                .serviceLevelObjectives(
                        Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(1))
                .register(registry);
    }

    private Counter entries(String outcome) {
        return registry.counter("siem.ingest." + outcome.replace('_', '.') + ".entries");
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
            registry.counter("siem.ingest.rejected.entries", "code", outcome.code())
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
        registry.counter("siem.ingest.flush.failures", "fault", fault.name().toLowerCase(java.util.Locale.ROOT))
                .increment();
    }

    /** An entry that every check let through and the database refuses: a gap in the checks. */
    void poisoned(Throwable cause) {
        registry.counter("siem.ingest.poison", "sqlstate", FlushFailure.sqlState(cause))
                .increment();
    }

    long deadLettered() {
        return (long) outcomes.get(Outcome.Kind.DEAD_LETTERED).count();
    }

    /** Audit events that found even the reserved part of the buffer full. */
    void auditLost() {
        registry.counter("siem.audit.lost.events").increment();
    }
}
