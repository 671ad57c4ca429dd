package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Alert.Status;
import dev.sealwatch.security.Parameters;
import dev.sealwatch.security.Parameters.Page;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which page of which alerts is asked for. @param worstFirst by severity, else the latest first alone */
record AlertQuery(AlertFilter filter, boolean worstFirst, Page page) {

    static final String SORT = "sort";
    static final String WORST = "-severity";
    static final Set<String> KNOWN = Parameters.paged(AlertFilter.PARAMETERS, SORT);

    private static final String LATEST = "-created_at";

    /** @param rules ids of all */
    static AlertQuery of(Map<String, List<String>> values, Set<String> rules) {
        Parameters parameters = new Parameters(values, KNOWN);
        AlertFilter filter = AlertFilter.of(parameters, rules).or(List.of(Status.ACTIVE));
        boolean worst = parameters.choice(SORT, LATEST, Set.of(LATEST, WORST)).equals(WORST);
        AlertQuery query = new AlertQuery(filter, worst, parameters.page(filter + (worst ? WORST : "")));
        parameters.refuseFaults();
        return query;
    }

    /** How many there are is all that is asked for. */
    AlertQuery ofAnyTime() {
        return new AlertQuery(filter.ofAnyTime(), false, new Page(page.question(), null, 1, 0));
    }

    /** $1 to $18 of the store's question. */
    Tuple arguments() {
        return filter.arguments()
                .addLong(page.before())
                .addInteger(page.limit())
                .addInteger(page.offset())
                .addBoolean(worstFirst);
    }
}
