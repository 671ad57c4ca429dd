package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Key;
import java.util.List;
import java.util.Map;

/** Different users tried from one address (ATT&amp;CK T1589, T1110.003). @param highAt as many in one window are high */
record AccountEnumeration(Rule rule, int highAt) implements Detector {

    private static final String SQL = """
            select id, event_time, key, user_key as value, false as marked, true as counts
              from scanned_entries('address', $1, $2, $3, $4, $5, $6)
             where category = 'login_failed'
               and user_key is not null
            """;

    @Override
    public String type() {
        return "account_enumeration";
    }

    @Override
    public List<String> attack() {
        return List.of("T1589", "T1110.003");
    }

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public List<String> categories() {
        return List.of("login_failed");
    }

    @Override
    public Map<String, String> traits(Key key) {
        return Map.of("has_user_id", "true");
    }

    @Override
    public int observed(Window window) {
        return window.distinct();
    }

    @Override
    public Severity severity(Window window) {
        return window.distinct() >= highAt ? Severity.HIGH : Severity.MEDIUM;
    }

    @Override
    public double confidence(Severity severity) {
        return 0.8;
    }
}
