package dev.sealwatch.detection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What must, may and must not fire for a file of real logs, and how what fired compares: as its own tool does it. */
record Truth(List<Expected> fires) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEFORE = "(?<![\\w.:@-])";
    private static final String BEHIND = "(?![\\w:@-]|\\.\\w)";

    /** What an anomaly's type may be called, the first that fits. */
    private static final List<Map.Entry<String, String>> DETECTORS = List.of(
            Map.entry("brute_force", "brute"),
            Map.entry("account_enumeration", "enum"),
            Map.entry("privilege_escalation", "priv|escalat|unauthori[sz]ed"),
            Map.entry("data_exfiltration", "exfil|export|download"),
            Map.entry("session_anomaly", "session|travel"),
            Map.entry("rate_limit_abuse", "rate"),
            Map.entry("suspicious_ip", "suspicious"),
            Map.entry("anomalous_access", "anomalous|off.?hour|access"));

    /** @param tier must, likely or may. @param key the user, the address or both */
    record Expected(String detector, String tier, Map<String, String> key) {

        private boolean isMeant(JsonNode anomaly) {
            return detectorOf(anomaly).equals(detector)
                    && key.entrySet().stream().anyMatch(part -> names(anomaly, part.getKey(), part.getValue()));
        }

        private static boolean names(JsonNode anomaly, String field, String value) {
            int flags = field.equals("user_id") ? Pattern.CASE_INSENSITIVE : 0;
            Pattern pattern = Pattern.compile(BEFORE + Pattern.quote(value) + BEHIND, flags);
            return texts(anomaly)
                    .anyMatch(
                            text -> text.equals(value) || pattern.matcher(text).find());
        }
    }

    private static String detectorOf(JsonNode anomaly) {
        String type = anomaly.path("type").asText();
        return DETECTORS.stream()
                .filter(detector ->
                        Pattern.compile(detector.getValue()).matcher(type).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private static Stream<String> texts(JsonNode value) {
        return value.isTextual()
                ? Stream.of(value.textValue())
                : StreamSupport.stream(value.spliterator(), false).flatMap(Truth::texts);
    }

    /** @param missing what must have fired. @param unexpected what must have stayed silent */
    record Comparison(List<Expected> missing, List<String> unexpected) {

        static final Comparison AGREES = new Comparison(List.of(), List.of());
    }

    static Truth of(Path logs) throws IOException {
        Path file = Path.of(logs.toString().replace(".ndjson", ".expected.json"));
        List<Expected> fires = new ArrayList<>();
        for (JsonNode row : JSON.readTree(file.toFile()).get("fires")) {
            Map<String, String> key = JSON.convertValue(
                    row.get("key"), JSON.getTypeFactory().constructMapType(Map.class, String.class, String.class));
            fires.add(new Expected(row.get("detector").asText(), row.get("tier").asText(), key));
        }
        return new Truth(fires);
    }

    /** The anomalies as the API tells of them. */
    Comparison compared(List<JsonNode> anomalies) {
        Set<JsonNode> meant = new HashSet<>();
        List<Expected> missing = new ArrayList<>();
        for (Expected expected : fires) {
            List<JsonNode> matching =
                    anomalies.stream().filter(expected::isMeant).toList();
            meant.addAll(matching);
            if (matching.isEmpty() && expected.tier().equals("must")) {
                missing.add(expected);
            }
        }
        List<String> unexpected = anomalies.stream()
                .filter(anomaly -> !meant.contains(anomaly))
                .map(anomaly -> anomaly.path("type") + " " + anomaly.path("key"))
                .toList();
        return new Comparison(missing, unexpected);
    }
}
