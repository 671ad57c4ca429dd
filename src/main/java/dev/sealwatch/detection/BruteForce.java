package dev.sealwatch.detection;

import java.util.List;

/** Many refused credentials from one address (ATT&amp;CK T1110). @param criticalAt as many in one window are critical */
record BruteForce(Rule rule, int criticalAt) implements Detector {

    private static final String SQL = """
            select id, event_time, key, null as value, false as marked, category <> 'login_success' as counts
              from scanned_entries('address', $1, $2, $3, $4, $5, $6)
             where category in ('login_failed', 'two_factor_failed', 'login_success')
            """;

    @Override
    public String type() {
        return "brute_force_attack";
    }

    @Override
    public List<String> attack() {
        return List.of("T1110");
    }

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public List<String> categories() {
        return List.of("login_failed", "two_factor_failed");
    }

    @Override
    public Severity severity(Window window) {
        return window.events() >= criticalAt ? Severity.CRITICAL : Severity.HIGH;
    }

    @Override
    public Severity followed(Severity severity) {
        return Severity.CRITICAL;
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
