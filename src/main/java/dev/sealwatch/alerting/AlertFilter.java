package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Alert.Status;
import dev.sealwatch.detection.Severity;
import dev.sealwatch.security.Parameters;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Set;

/** Which alerts are meant. An empty list is no filter. */
record AlertFilter(List<String> statuses, List<String> severities, List<String> rules) {

    static final Set<String> PARAMETERS = Set.of("status", "severity", "rule_id");

    static final AlertFilter NONE = new AlertFilter(List.of(), List.of(), List.of());

    /** What is asked for where nothing is. */
    static final AlertFilter ACTIVE = NONE.or(List.of(Status.ACTIVE));

    /** What is wrong is a fault of the parameters. @param rules ids of all */
    static AlertFilter of(Parameters parameters, Set<String> rules) {
        return new AlertFilter(
                parameters.words("status", Status.values()),
                parameters.words("severity", Severity.values()),
                parameters.words("rule_id", rules));
    }

    /** The same; where no status is named, of these. */
    AlertFilter or(List<Status> otherwise) {
        return statuses.isEmpty()
                ? new AlertFilter(otherwise.stream().map(Status::word).toList(), severities, rules)
                : this;
    }

    /** The arguments of {@code matching_alerts}. */
    Tuple arguments() {
        return Tuple.tuple()
                .addArrayOfString(array(statuses))
                .addArrayOfString(array(severities))
                .addArrayOfString(array(rules));
    }

    private static String[] array(List<String> values) {
        return values.isEmpty() ? null : values.toArray(String[]::new);
    }
}
