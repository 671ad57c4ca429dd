package dev.sealwatch.dashboard;

import dev.sealwatch.detection.DetectionConfig;
import dev.sealwatch.ingest.OwnEntries;
import dev.sealwatch.logs.Sources;
import dev.sealwatch.security.AuditEvent;
import dev.sealwatch.security.AuditTrail;
import dev.sealwatch.security.AuditTrail.Change;
import dev.sealwatch.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Plays the demonstration. */
@ApplicationScoped
class Demonstration {

    private final Sources sources;
    private final OwnEntries entries;
    private final AuditTrail trail;
    private final Clock clock;
    private final ZoneId zone;

    Demonstration(Sources sources, OwnEntries entries, AuditTrail trail, Clock clock, DetectionConfig detection) {
        this.sources = sources;
        this.entries = entries;
        this.trail = trail;
        this.clock = clock;
        this.zone = ZoneId.of(detection.zone());
    }

    /** Where one is shown already, stores what of it may not have been stored; whether this one began now. */
    Uni<Boolean> play(Caller caller) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return trail.change(connection -> sources.show(connection, now)
                        .map(since -> new Change<>(since, asked(since, since.equals(now), caller))))
                .call(sources::refresh)
                .call(since -> entries.take(Story.told(since, zone)))
                .map(now::equals);
    }

    private static AuditEvent asked(Instant since, boolean begun, Caller caller) {
        return AuditEvent.siem(
                "info",
                "siem_demonstration_played",
                begun ? "Demonstration played" : "Demonstration asked for while one is shown",
                caller,
                Map.of("source", Sources.DEMO, "since", since.toString()));
    }
}
