package dev.sealwatch.detection;

import dev.sealwatch.security.Parameters;
import dev.sealwatch.security.Parameters.Page;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which page of which anomalies is asked for. @param worstFirst by severity, else the latest first alone */
record AnomalyQuery(AnomalyFilter filter, boolean worstFirst, Page page) {

    static final String SORT = "sort";
    static final String WORST = "-severity";
    static final Set<String> KNOWN = Parameters.paged(AnomalyFilter.PARAMETERS, SORT);

    private static final String LATEST = "-detected_at";

    /** @param types of all detectors */
    static AnomalyQuery of(Map<String, List<String>> values, Set<String> types) {
        Parameters parameters = new Parameters(values, KNOWN);
        AnomalyFilter filter = AnomalyFilter.of(parameters, types);
        boolean worst = parameters.choice(SORT, LATEST, Set.of(LATEST, WORST)).equals(WORST);
        AnomalyQuery query = new AnomalyQuery(filter, worst, parameters.page(filter + (worst ? WORST : "")));
        parameters.refuseFaults();
        return query;
    }

    /** $1 to $17 of the store's question. */
    Tuple arguments() {
        return filter.arguments()
                .addLong(page.before())
                .addInteger(page.limit())
                .addInteger(page.offset())
                .addBoolean(worstFirst);
    }
}
