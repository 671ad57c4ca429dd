package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Telling.Summary;
import dev.sealwatch.detection.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is told together on one channel. */
record Digest(Group group, List<Item> items) {

    /** @param windowId of a maintenance window, else the {@code ruleId} of a rule. @param reason of the window, or null */
    record Group(Long windowId, String ruleId, String channel, String reason) {}

    /** One alert in it. @param since when it was first held. @param until when it was to be told */
    record Item(Group group, long alertId, String ruleId, Severity severity, Instant since, Instant until) {}

    static List<Digest> of(List<Item> items) {
        Map<Group, List<Item>> grouped =
                items.stream().collect(Collectors.groupingBy(Item::group, LinkedHashMap::new, Collectors.toList()));
        return grouped.entrySet().stream()
                .map(group -> new Digest(group.getKey(), group.getValue()))
                .toList();
    }

    /** The worst, of these the latest. */
    List<Long> named(int most) {
        return items.stream()
                .sorted(Comparator.comparing(Item::severity)
                        .thenComparing(Item::alertId)
                        .reversed())
                .limit(most)
                .map(Item::alertId)
                .toList();
    }

    /** @param now when it is told: before its due time where the window was removed */
    Summary summary(Instant now) {
        Instant since =
                items.stream().map(Item::since).min(Comparator.naturalOrder()).orElseThrow();
        Instant until =
                items.stream().map(Item::until).max(Comparator.naturalOrder()).orElseThrow();
        Map<String, Long> byRule =
                items.stream().collect(Collectors.groupingBy(Item::ruleId, TreeMap::new, Collectors.counting()));
        Map<String, Long> bySeverity = items.stream()
                .sorted(Comparator.comparing(Item::severity).reversed())
                .collect(Collectors.groupingBy(
                        item -> item.severity().word(), LinkedHashMap::new, Collectors.counting()));
        return new Summary(since, until.isAfter(now) ? now : until, group.reason(), items.size(), byRule, bySeverity);
    }
}
