package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Key;
import java.util.List;
import java.util.Map;

/** Data leaves in bulk (ATT&amp;CK T1567, T1213). */
record DataExfiltration(Rule rule) implements Detector {

    private static final String SQL = """
            select id, event_time, key, null as value, false as marked, true as counts
              from scanned_entries('actor', $1, $2, $3, $4, $5, $6)
             where category in ('data_export', 'data_download', 'siem_export')
            """;

    @Override
    public String type() {
        return "data_exfiltration";
    }

    @Override
    public List<String> attack() {
        return List.of("T1567", "T1213");
    }

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public List<String> categories() {
        return List.of("data_export", "data_download", "siem_export");
    }

    @Override
    public Map<String, String> traits(Key key) {
        return EntryQuestion.ofActor(key);
    }

    @Override
    public Severity severity(Window window) {
        return Severity.HIGH;
    }

    @Override
    public double confidence(Severity severity) {
        return 0.8;
    }
}
