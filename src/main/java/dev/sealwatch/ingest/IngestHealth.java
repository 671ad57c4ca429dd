package dev.sealwatch.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means: what is sent now can be stored. */
@Readiness
@ApplicationScoped
class IngestHealth implements HealthCheck {

    private final EntryBuffer buffer;
    private final Availability availability;
    private final IngestMetrics metrics;

    IngestHealth(EntryBuffer buffer, Availability availability, IngestMetrics metrics) {
        this.buffer = buffer;
        this.availability = availability;
        this.metrics = metrics;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("ingest")
                .status(!availability.isDown())
                .withData("buffered_entries", buffer.entries())
                .withData("dead_letters_since_start", metrics.deadLettered())
                .withData("last_flush_success", String.valueOf(availability.lastSuccess()))
                .build();
    }
}
