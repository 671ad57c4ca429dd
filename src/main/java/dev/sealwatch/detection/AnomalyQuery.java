package dev.sealwatch.detection;

import dev.sealwatch.security.Parameters;
import dev.sealwatch.security.Parameters.Page;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which page of which anomalies is asked for. */
record AnomalyQuery(AnomalyFilter filter, Page page) {

    private static final Set<String> KNOWN = Parameters.paged(AnomalyFilter.PARAMETERS);

    /** @param types of all detectors */
    static AnomalyQuery of(Map<String, List<String>> values, Set<String> types) {
        Parameters parameters = new Parameters(values, KNOWN);
        AnomalyFilter filter = AnomalyFilter.of(parameters, types);
        AnomalyQuery query = new AnomalyQuery(filter, parameters.page(filter.toString()));
        parameters.refuseFaults();
        return query;
    }

    /** $1 to $16 of the store's question. */
    Tuple arguments() {
        return filter.arguments()
                .addLong(page.before())
                .addInteger(page.limit())
                .addInteger(page.offset());
    }
}
