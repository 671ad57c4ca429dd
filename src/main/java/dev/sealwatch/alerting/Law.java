package dev.sealwatch.alerting;

import dev.sealwatch.alerting.AlertRules.Rule;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * By what is judged, as it is now.
 *
 * @param mutes that have not ended. @param windows that are on
 */
record Law(List<Rule> rules, List<Mute> mutes, List<MaintenanceWindow> windows, Instant now) {

    /** The rule that covers it, or null. */
    Rule rule(Occasion occasion) {
        String about = occasion.facts().about();
        return rules.stream()
                .filter(rule -> switch (rule.type()) {
                    case ANOMALY -> about.equals(rule.anomalyType());
                    case THRESHOLD -> occasion.entity().equals("score");
                    case INTEGRITY -> occasion.entity().startsWith("integrity:");
                })
                .findFirst()
                .orElse(null);
    }

    /** The window that holds back what the rule would tell; of several, the one that ends last. */
    Optional<MaintenanceWindow> window(Rule rule) {
        return windows.stream()
                .filter(window -> window.covers(rule.id()))
                .max(Comparator.comparing(MaintenanceWindow::until));
    }
}
