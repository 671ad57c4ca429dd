package dev.sealwatch.detection;

import dev.sealwatch.detection.DetectionConfig.RuleConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All detectors, with the thresholds that hold now. */
@ApplicationScoped
class Detectors {

    private final DetectionConfig config;

    Detectors(DetectionConfig config) {
        this.config = config;
    }

    /** As configured. */
    List<Detector> all() {
        return all(Map.of());
    }

    Set<String> types() {
        return all().stream().map(Detector::type).collect(Collectors.toUnmodifiableSet());
    }

    /** @param changed rules that override the configured ones, by type */
    List<Detector> all(Map<String, Rule> changed) {
        var night = config.anomalousAccess();
        var hours = new NightHours(ZoneId.of(config.zone()), night.fromHour(), night.untilHour());
        var force = config.bruteForceAttack();
        var enumeration = config.accountEnumeration();
        var suspicious = config.suspiciousIp();
        Rules rules = new Rules(changed);
        return List.of(
                new BruteForce(rules.of("brute_force_attack", force), force.criticalAt()),
                new AccountEnumeration(rules.of("account_enumeration", enumeration), enumeration.highAt()),
                new PrivilegeEscalation(rules.of("privilege_escalation", config.privilegeEscalation())),
                new AnomalousAccess(rules.of("anomalous_access", night), hours),
                new SuspiciousIp(rules.of("suspicious_ip", suspicious), suspicious.users(), suspicious.errorPercent()),
                new DataExfiltration(rules.of("data_exfiltration", config.dataExfiltration())),
                new SessionAnomaly(rules.of("session_anomaly", config.sessionAnomaly())),
                new RateLimitAbuse(rules.of("rate_limit_abuse", config.rateLimitAbuse())));
    }

    private record Rules(Map<String, Rule> changed) {

        Rule of(String type, RuleConfig configured) {
            return changed.getOrDefault(type, new Rule(configured.threshold(), configured.window()));
        }
    }
}
