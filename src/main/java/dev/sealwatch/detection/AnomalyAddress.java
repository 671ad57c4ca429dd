package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Status;
import dev.sealwatch.pages.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the filters of the tab's address. What it leaves out is of no other anomalies than those that are open. */
final class AnomalyAddress {

    private static final String STATUS = "status";

    /** As {@code now}, {@code now-24h}. */
    private static final Pattern RELATIVE = Pattern.compile("now(?:-([1-9][0-9]{0,3})([mhd]))?");

    private AnomalyAddress() {}

    /** The parameters of the list as the API names them. @param values of the address */
    static Map<String, List<String>> parameters(Map<String, List<String>> values, Instant now) {
        Map<String, List<String>> read = new HashMap<>(values);
        read.keySet().retainAll(AnomalyFilter.PARAMETERS);
        time(values, "from", now).ifPresent(time -> read.put("start_date", List.of(time)));
        time(values, "to", now).ifPresent(time -> read.put("end_date", List.of(time)));
        List<String> statuses = values.getOrDefault(STATUS, List.of(Status.OPEN.word()));
        read.put(STATUS, statuses.contains("all") ? all() : statuses);
        return read;
    }

    /** The same with the times that it means now: what goes on from page to page stays the same list. */
    static Query fixed(Query address, Instant now) {
        Query fixed = address;
        for (String name : List.of("from", "to")) {
            String text = address.one(name);
            fixed = text.isEmpty() ? fixed : fixed.with(name, absolute(text, now));
        }
        return fixed;
    }

    private static List<String> all() {
        return Arrays.stream(Status.values()).map(Status::word).toList();
    }

    private static Optional<String> time(Map<String, List<String>> values, String name, Instant now) {
        return values.getOrDefault(name, List.of()).stream().findFirst().map(text -> absolute(text, now));
    }

    private static String absolute(String text, Instant now) {
        Matcher relative = RELATIVE.matcher(text);
        if (!relative.matches()) {
            return text;
        }
        return relative.group(1) == null
                ? now.toString()
                : now.minus(back(relative)).toString();
    }

    private static Duration back(Matcher relative) {
        long count = Long.parseLong(relative.group(1));
        return switch (relative.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
