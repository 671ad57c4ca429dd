package dev.sealwatch.alerting;

import static dev.sealwatch.alerting.Columns.severity;
import static dev.sealwatch.alerting.Columns.time;

import dev.sealwatch.detection.Anomaly.Classification;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Locale;

/** Reads alerts from rows. */
final class AlertRow {

    private AlertRow() {}

    static Alert read(Row row) {
        return new Alert(
                row.getLong("id"),
                row.getString("rule_id"),
                row.getString("entity"),
                severity(row, "severity"),
                Alert.Status.of(row.getString("status")),
                facts(row),
                row.getLong("anomaly_id"),
                row.getString("user_id"),
                row.getString("ip_address"),
                time(row, "created_at"),
                time(row, "last_seen"),
                time(row, "told_at"),
                severity(row, "told_severity"),
                row.getLong("folded_count"),
                row.getLong("suppressed_count"),
                time(row, "last_suppressed_at"),
                time(row, "acknowledged_at"),
                row.getString("acknowledged_by"),
                time(row, "resolved_at"),
                row.getString("resolved_by"),
                row.getString("resolution_notes"),
                classification(row.getString("classification")));
    }

    private static Alert.Facts facts(Row row) {
        return new Alert.Facts(
                row.getString("about"),
                row.getString("who"),
                row.getLong("observed"),
                row.getInteger("threshold"),
                row.getLong("window_seconds"),
                row.getBoolean("followed"));
    }

    private static Classification classification(String word) {
        return word == null ? null : Classification.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
