package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Alert.Status;
import dev.sealwatch.security.Parameters;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which page of which alerts is asked for. @param before ids below this one: where the page before ended, or null */
record AlertQuery(AlertFilter filter, Long before, int limit, int offset) {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1_000;
    private static final int FARTHEST = 10_000;
    private static final int BASE = 36;

    /** @param rules ids of all */
    static AlertQuery of(Map<String, List<String>> values, Set<String> rules) {
        Set<String> known = new HashSet<>(AlertFilter.PARAMETERS);
        known.addAll(Set.of("cursor", "limit", "offset"));
        Parameters parameters = new Parameters(values, known);
        AlertQuery query = new AlertQuery(
                AlertFilter.of(parameters, rules).or(List.of(Status.ACTIVE)),
                parameters.one("cursor").map(text -> id(text, parameters)).orElse(null),
                parameters.number("limit", DEFAULT_LIMIT, 1, MOST),
                parameters.number("offset", 0, 0, FARTHEST));
        if (query.before() != null && query.offset() > 0) {
            parameters.fault("offset", "A cursor says already where to go on: leave the offset out.");
        }
        parameters.refuseFaults();
        return query;
    }

    static String cursor(long id) {
        return Long.toString(id, BASE);
    }

    private static Long id(String text, Parameters parameters) {
        try {
            return Long.valueOf(text, BASE);
        } catch (NumberFormatException notOurs) {
            parameters.fault("cursor", "It is not one of this question: begin again.");
            return null;
        }
    }

    /** $1 to $6 of the store's question. */
    Tuple arguments() {
        return filter.arguments().addLong(before).addInteger(limit).addInteger(offset);
    }
}
