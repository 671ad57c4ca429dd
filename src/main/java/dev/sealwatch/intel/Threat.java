package dev.sealwatch.intel;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * An indicator and what is known about it.
 *
 * @param description null where the source says it all
 * @param occurrences episodes
 * @param expiresAt null for never
 * @param source the detector whose anomaly gives the level, or {@code manual}
 * @param setBy who said so, where the source is manual
 */
public record Threat(
        long id,
        String indicator,
        ThreatType type,
        ThreatLevel threatLevel,
        String description,
        long occurrences,
        Instant firstSeen,
        Instant lastSeen,
        Instant expiresAt,
        String source,
        String setBy) {

    static Threat of(Row row) {
        OffsetDateTime expiry = row.getOffsetDateTime("expires_at");
        return new Threat(
                row.getLong("id"),
                row.getString("indicator"),
                ThreatType.of(row.getString("type")),
                ThreatLevel.of(row.getString("threat_level")),
                row.getString("description"),
                row.getLong("occurrences"),
                row.getOffsetDateTime("first_seen").toInstant(),
                row.getOffsetDateTime("last_seen").toInstant(),
                expiry == null ? null : expiry.toInstant(),
                row.getString("source"),
                row.getString("set_by"));
    }

    Threat describedAs(String text) {
        return new Threat(
                id, indicator, type, threatLevel, text, occurrences, firstSeen, lastSeen, expiresAt, source, setBy);
    }
}
