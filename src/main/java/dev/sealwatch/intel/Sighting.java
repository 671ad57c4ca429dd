package dev.sealwatch.intel;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * An episode that speaks against an address, as it is now.
 *
 * @param address an address, or a /64 network of IPv6
 * @param merged ids of the anomalies that became part of this one
 * @param source the detector that saw it
 */
public record Sighting(
        String address,
        long anomalyId,
        List<Long> merged,
        String source,
        ThreatLevel level,
        OffsetDateTime firstSeen,
        OffsetDateTime lastSeen) {}
