package dev.sealwatch.detection;

import static dev.sealwatch.detection.Columns.time;

import dev.sealwatch.detection.Anomaly.Behind;
import dev.sealwatch.detection.Anomaly.Classification;
import dev.sealwatch.detection.Anomaly.Key;
import dev.sealwatch.detection.Anomaly.RuleThen;
import dev.sealwatch.detection.Anomaly.Status;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads anomalies from rows. */
@ApplicationScoped
class AnomalyRows {

    /** Whoever looks at a list wants to know who it is about; one anomaly shows everything. */
    static final int LISTED = 10;

    private final TraceStore traces;
    private final Map<String, Detector> detectors;

    AnomalyRows(TraceStore traces, Detectors detectors) {
        this.traces = traces;
        this.detectors =
                detectors.all().stream().collect(Collectors.toUnmodifiableMap(Detector::type, Function.identity()));
    }

    /** @param names how many users, addresses and agents each are listed at most */
    Anomaly read(Row row, int names) {
        return new Anomaly(
                row.getLong("id"),
                row.getString("type"),
                Severity.of(row.getString("severity")),
                Status.of(row.getString("status")),
                row.getDouble("confidence"),
                Key.of(row.getString("key")),
                row.getString("user_id"),
                row.getString("ip_address"),
                row.getLong("event_count"),
                time(row, "first_seen"),
                time(row, "crossed_at"),
                time(row, "last_seen"),
                time(row, "detected_at"),
                row.getBoolean("detected_late"),
                row.getBoolean("followed"),
                time(row, "ended_at"),
                behind(row, names),
                rule(row),
                attack(row.getString("type")),
                row.getLong("previous_id"),
                time(row, "resolved_at"),
                row.getString("resolved_by"),
                row.getString("resolution_notes"),
                Classification.of(row.getString("classification")));
    }

    private static RuleThen rule(Row row) {
        return new RuleThen(row.getInteger("threshold"), row.getLong("window_seconds"), row.getInteger("observed"));
    }

    private Behind behind(Row row, int names) {
        Detector detector = detectors.get(row.getString("type"));
        String query = EntryQuestion.of(
                Key.of(row.getString("key")), detector, time(row, "first_seen"), time(row, "last_seen"));
        return traces.read(row.getString("evidence_text")).behind(names, query);
    }

    private List<String> attack(String type) {
        return detectors.containsKey(type) ? detectors.get(type).attack() : List.of();
    }
}
