package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Status;
import dev.sealwatch.pages.Frame;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the filters of the tab's address. What it leaves out is of no other anomalies than those that are open. */
final class AnomalyAddress {

    private static final String STATUS = "status";

    private AnomalyAddress() {}

    /** The parameters as the API names them. @param names of those that are meant, beside the times */
    static Map<String, List<String>> parameters(Frame frame, Set<String> names) {
        Map<String, List<String>> read = frame.asked(names);
        List<String> statuses = read.getOrDefault(STATUS, List.of(Status.OPEN.word()));
        read.put(STATUS, statuses.contains("all") ? all() : statuses);
        return read;
    }

    private static List<String> all() {
        return Arrays.stream(Status.values()).map(Status::word).toList();
    }
}
