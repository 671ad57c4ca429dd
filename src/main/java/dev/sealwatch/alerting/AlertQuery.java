package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Alert.Status;
import dev.sealwatch.security.Parameters;
import dev.sealwatch.security.Parameters.Page;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which page of which alerts is asked for. */
record AlertQuery(AlertFilter filter, Page page) {

    private static final Set<String> KNOWN = Parameters.paged(AlertFilter.PARAMETERS);

    /** @param rules ids of all */
    static AlertQuery of(Map<String, List<String>> values, Set<String> rules) {
        Parameters parameters = new Parameters(values, KNOWN);
        AlertFilter filter = AlertFilter.of(parameters, rules).or(List.of(Status.ACTIVE));
        AlertQuery query = new AlertQuery(filter, parameters.page(filter.toString()));
        parameters.refuseFaults();
        return query;
    }

    /** How many there are is all that is asked for. */
    AlertQuery ofAnyTime() {
        return new AlertQuery(filter.ofAnyTime(), new Page(page.question(), null, 1, 0));
    }

    /** $1 to $17 of the store's question. */
    Tuple arguments() {
        return filter.arguments()
                .addLong(page.before())
                .addInteger(page.limit())
                .addInteger(page.offset());
    }
}
