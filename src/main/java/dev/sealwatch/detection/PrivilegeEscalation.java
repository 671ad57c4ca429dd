package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Key;
import java.util.List;
import java.util.Map;

/** Somebody refused access again and again (ATT&amp;CK T1078, T1548). */
record PrivilegeEscalation(Rule rule) implements Detector {

    private static final String SQL = """
            select id, event_time, key, null as value, false as marked, true as counts
              from scanned_entries('actor', $1, $2, $3, $4, $5, $6)
             where category = 'authorization_denied'
            """;

    @Override
    public String type() {
        return "privilege_escalation";
    }

    @Override
    public List<String> attack() {
        return List.of("T1078", "T1548");
    }

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public List<String> categories() {
        return List.of("authorization_denied");
    }

    @Override
    public Map<String, String> traits(Key key) {
        return EntryQuestion.ofActor(key);
    }

    @Override
    public Severity severity(Window window) {
        return Severity.CRITICAL;
    }

    @Override
    public double confidence(Severity severity) {
        return 0.8;
    }
}
