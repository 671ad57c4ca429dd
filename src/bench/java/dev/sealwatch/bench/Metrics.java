package dev.sealwatch.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much the detectors of a service did so far.
 *
 * @param cycles that ended. @param seconds that they took
 * @param detectors seconds that each detector took, by type
 */
record Metrics(long cycles, double seconds, Map<String, Double> detectors) {

    private static final Pattern CYCLES =
            Pattern.compile("(?m)^siem_detection_cycle_duration_seconds_count(?:\\{[^}]*})? ([0-9.E-]+)");
    private static final Pattern SECONDS =
            Pattern.compile("(?m)^siem_detection_cycle_duration_seconds_sum(?:\\{[^}]*})? ([0-9.E-]+)");
    private static final Pattern DETECTOR = Pattern.compile(
            "(?m)^siem_detection_detector_duration_seconds_sum\\{[^}]*type=\"([a-z_]+)\"[^}]*} ([0-9.E-]+)");

    static Metrics of(Api api) throws Exception {
        String said = api.metrics();
        Map<String, Double> detectors = new TreeMap<>();
        DETECTOR.matcher(said)
                .results()
                .forEach(found -> detectors.put(found.group(1), Double.parseDouble(found.group(2))));
        if (detectors.isEmpty()) {
            throw new IllegalStateException("/q/metrics does not say " + DETECTOR);
        }
        return new Metrics((long) value(CYCLES, said), value(SECONDS, said), detectors);
    }

    private static double value(Pattern metric, String said) {
        Matcher found = metric.matcher(said);
        if (!found.find()) {
            throw new IllegalStateException("/q/metrics does not say " + metric);
        }
        return Double.parseDouble(found.group(1));
    }
}
