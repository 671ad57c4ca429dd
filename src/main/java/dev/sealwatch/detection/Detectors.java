package dev.sealwatch.detection;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All detectors that there are, by type, with the thresholds that hold now. */
@ApplicationScoped
class Detectors {

    private final List<Detector> configured;

    Detectors(@All List<Detector> configured) {
        this.configured =
                configured.stream().sorted(Comparator.comparing(Detector::type)).toList();
    }

    /** As configured. */
    List<Detector> all() {
        return configured;
    }

    Set<String> types() {
        return configured.stream().map(Detector::type).collect(Collectors.toUnmodifiableSet());
    }

    /** @param changed rules that override the configured ones, by type */
    List<Detector> all(Map<String, Rule> changed) {
        return configured.stream()
                .map(detector ->
                        changed.containsKey(detector.type()) ? detector.with(changed.get(detector.type())) : detector)
                .toList();
    }
}
