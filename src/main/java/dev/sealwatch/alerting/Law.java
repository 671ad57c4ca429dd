package dev.sealwatch.alerting;

import dev.sealwatch.alerting.AlertRules.Rule;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * By what is judged, as it is now.
 *
 * @param mutes that have not ended. @param windows that are on
 */
record Law(List<Rule> rules, List<Mute> mutes, List<MaintenanceWindow> windows, Instant now) {

    /** Whom an alert of a rule is about: of each there is one live alert at most. */
    record Subject(String rule, String entity) {

        static Subject of(Alert alert) {
            return new Subject(alert.ruleId(), alert.entity());
        }
    }

    /** Empty where no rule covers it. */
    Optional<Subject> subject(Occasion occasion) {
        return Optional.ofNullable(rule(occasion)).map(rule -> new Subject(rule.id(), occasion.entity()));
    }

    Set<Subject> subjects(List<Occasion> occasions) {
        return occasions.stream().map(this::subject).flatMap(Optional::stream).collect(Collectors.toSet());
    }

    /** In order; of one subject in each turn one at most, since what is raised for one, the next may fold into. */
    List<List<Occasion>> turns(List<Occasion> occasions) {
        Map<Optional<Subject>, Integer> seen = new HashMap<>();
        Map<Integer, List<Occasion>> turns = occasions.stream()
                .collect(Collectors.groupingBy(
                        occasion -> seen.merge(subject(occasion), 1, Integer::sum), TreeMap::new, Collectors.toList()));
        return List.copyOf(turns.values());
    }

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
