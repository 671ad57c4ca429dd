package dev.sealwatch.detection;

import java.util.List;

/** An address that limiters refuse again and again (ATT&amp;CK T1499). */
record RateLimitAbuse(Rule rule) implements Detector {

    private static final String SQL = """
            select id, event_time, key, null as value, false as marked, true as counts
              from scanned_entries('address', $1, $2, $3, $4, $5, $6)
             where category = 'rate_limit_exceeded'
            """;

    @Override
    public String type() {
        return "rate_limit_abuse";
    }

    @Override
    public List<String> attack() {
        return List.of("T1499");
    }

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public List<String> categories() {
        return List.of("rate_limit_exceeded");
    }

    @Override
    public Severity severity(Window window) {
        return Severity.MEDIUM;
    }

    @Override
    public double confidence(Severity severity) {
        return 0.9;
    }

    @Override
    public boolean incriminates(Severity severity) {
        return true;
    }
}
