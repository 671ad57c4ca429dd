package dev.sealwatch.detection;

import java.util.List;

/**
 * An address that asks for very much (ATT&amp;CK T1595); as many users or errors make it worse.
 *
 * @param users different ones in a window that are a factor
 * @param errorPercent of the window's entries; more than that are a factor
 */
record SuspiciousIp(Rule rule, int users, int errorPercent) implements Detector {

    private static final int PERCENT = 100;

    private static final String SQL = """
            select id, event_time, key, user_key as value, level in ('error', 'critical') as marked, true as counts
              from scanned_entries('address', $1, $2, $3, $4, $5, $6)
             where address is not null
            """;

    @Override
    public String type() {
        return "suspicious_ip";
    }

    @Override
    public List<String> attack() {
        return List.of("T1595");
    }

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public Severity severity(Window window) {
        boolean manyUsers = window.distinct() >= users;
        boolean manyErrors = (long) window.marked() * PERCENT > (long) window.events() * errorPercent;
        if (manyUsers && manyErrors) {
            return Severity.HIGH;
        }
        return manyUsers || manyErrors ? Severity.MEDIUM : Severity.LOW;
    }

    @Override
    public double confidence(Severity severity) {
        return switch (severity) {
            case LOW -> 0.6;
            case MEDIUM -> 0.75;
            case HIGH, CRITICAL -> 0.85;
        };
    }

    @Override
    public boolean incriminates(Severity severity) {
        return severity.compareTo(Severity.HIGH) >= 0;
    }
}
