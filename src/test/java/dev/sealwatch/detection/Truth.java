package dev.sealwatch.detection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must, may and must not fire for a file of real logs, and how what fired compares. */
record Truth(List<Expected> fires) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEFORE = "(?<![\\w.:@-])";
    private static final String BEHIND = "(?![\\w:@-]|\\.\\w)";

    /** @param tier must, likely or may. @param key the user, the address or both */
    record Expected(String detector, String tier, Map<String, String> key) {

        private boolean isMeant(Row row) {
            String type = row.getString("type").replace("_attack", "");
            return type.equals(detector)
                    && key.entrySet().stream().anyMatch(part -> names(row, part.getKey(), part.getValue()));
        }

        private static boolean names(Row row, String field, String value) {
            int flags = field.equals("user_id") ? Pattern.CASE_INSENSITIVE : 0;
            Pattern pattern = Pattern.compile(BEFORE + Pattern.quote(value) + BEHIND, flags);
            return Stream.of("key", "user_id", "ip_address")
                    .map(row::getString)
                    .anyMatch(text -> text != null && pattern.matcher(text).find());
        }
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

    Comparison compared(List<Row> anomalies) {
        Set<Row> meant = new HashSet<>();
        List<Expected> missing = new ArrayList<>();
        for (Expected expected : fires) {
            List<Row> matching = anomalies.stream().filter(expected::isMeant).toList();
            meant.addAll(matching);
            if (matching.isEmpty() && expected.tier().equals("must")) {
                missing.add(expected);
            }
        }
        List<String> unexpected = anomalies.stream()
                .filter(row -> !meant.contains(row))
                .map(row -> row.getString("type") + " " + row.getString("key"))
                .toList();
        return new Comparison(missing, unexpected);
    }
}
