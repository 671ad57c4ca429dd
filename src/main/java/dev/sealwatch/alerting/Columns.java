package dev.sealwatch.alerting;

import dev.sealwatch.detection.Severity;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** How the database's types are read and written. */
final class Columns {

    private Columns() {}

    static Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    static Severity severity(Row row, String column) {
        return Severity.of(row.getString(column));
    }
}
