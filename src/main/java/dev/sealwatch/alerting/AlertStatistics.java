package dev.sealwatch.alerting;

import java.util.Map;

/**
 * How alerts fare, of all time.
 *
 * @param byStatus with zeros, as are all three
 * @param suppressed by rule: what came after an alert was resolved and within its cooldown
 * @param timeToAcknowledge of those that were. @param timeToResolve likewise, since they were raised
 */
record AlertStatistics(
        long total,
        Map<String, Long> byStatus,
        Map<String, Long> bySeverity,
        Map<String, Long> byRule,
        Map<String, Long> suppressed,
        Distribution timeToAcknowledge,
        Distribution timeToResolve) {}
