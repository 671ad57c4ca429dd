package dev.sealwatch.dashboard;

import java.time.Instant;

/** A known bad indicator. */
record Threat(
        long id,
        String indicator,
        String type,
        String threatLevel,
        String description,
        long occurrences,
        Instant firstSeen,
        Instant lastSeen,
        Instant expiresAt,
        String source) {}
