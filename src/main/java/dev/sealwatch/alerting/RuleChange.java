package dev.sealwatch.alerting;

import dev.sealwatch.alerting.AlertRules.Rule;
import dev.sealwatch.alerting.AlertRules.Type;
import dev.sealwatch.detection.Severity;
import dev.sealwatch.platform.Refusal;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;

/** What shall be different about a rule; null is as it was. */
record RuleChange(
        Boolean enabled,
        Severity severity,
        Severity minSeverity,
        @Min(0) @Max(MOST_SECONDS) Integer cooldownSeconds,
        @Min(0) @Max(MOST_SECONDS) Integer digestSeconds,

        @Size(max = 20, message = "Expected at most 20 channels.") List<@NotNull String> channels,

        @Min(1) @Max(100) Integer threshold) {

    /** A week: longer than that, nobody remembers what he was told. */
    private static final int MOST_SECONDS = 604_800;

    /** @param known ids of channels that exist besides in_app */
    void refuseOthers(Set<String> known) {
        if (channels == null) {
            return;
        }
        channels.stream()
                .filter(channel -> !channel.equals(Telling.IN_APP) && !known.contains(channel))
                .findFirst()
                .ifPresent(channel -> {
                    throw Refusal.invalid("channels", "Expected in_app or the id of a channel that exists.");
                });
    }

    Rule of(Rule before) {
        refuseUnfit(before);
        return new Rule(
                before.id(),
                before.type(),
                before.anomalyType(),
                or(threshold, before.threshold()),
                or(enabled, before.enabled()),
                or(severity, before.severity()),
                or(minSeverity, before.minSeverity()),
                or(cooldownSeconds, before.cooldownSeconds()),
                or(digestSeconds, before.digestSeconds()),
                channels == null
                        ? before.channels()
                        : channels.stream().distinct().toList(),
                before.updatedAt(),
                before.updatedBy());
    }

    private void refuseUnfit(Rule before) {
        if (threshold != null && before.type() != Type.THRESHOLD) {
            throw Refusal.invalid("threshold", "Only a rule of type threshold has one.");
        }
        if (minSeverity != null && before.type() != Type.ANOMALY && minSeverity != before.minSeverity()) {
            throw Refusal.invalid("min_severity", "Only a rule of type anomaly asks for the severity of an anomaly.");
        }
    }

    private static <T> T or(T changed, T before) {
        return changed == null ? before : changed;
    }
}
