package dev.sealwatch.alerting;

import dev.sealwatch.alerting.AlertRules.Rule;
import java.time.Instant;
import java.util.List;

/**
 * Something of an alert that is told later, together with others.
 *
 * @param windowId the maintenance window that holds it back, or null where it waits for the digest of its rule
 */
record Held(Alert alert, Long windowId, List<String> channels, Instant at, Instant due) {

    static Held back(Alert alert, MaintenanceWindow window, List<String> channels, Instant at) {
        return new Held(alert, window.id(), channels, at, window.until());
    }

    static Held forDigest(Alert alert, Rule rule, List<String> channels, Instant at) {
        return new Held(alert, null, channels, at, due(rule, at));
    }

    /** The end of the present one of the equal parts that time since 1970 is cut into. */
    static Instant due(Rule rule, Instant at) {
        int digest = rule.digestSeconds();
        return digest == 0 ? at : Instant.ofEpochSecond((at.getEpochSecond() / digest + 1) * digest);
    }
}
