package dev.sealwatch.logs;

import dev.sealwatch.security.Parameters;
import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What to export, and how it is written down. */
record ExportQuery(LogFilter filter, ExportFormat format) {

    private static final String SEALED = "sealed";
    private static final Set<String> FORMATS = Set.of("json", "ndjson", "csv", SEALED);

    static ExportQuery of(MultiMap query) {
        Set<String> known = new HashSet<>(LogFilter.PARAMETERS);
        known.addAll(Set.of("format", Traits.COUNTED));
        Parameters parameters = Parameters.of(query, known);
        LogFilter filter = LogFilter.of(parameters);
        String format = parameters.choice("format", "json", FORMATS);
        if (format.equals(SEALED)) {
            parameters.fault(
                    "format", "A sealed export needs the transparency log, which this version does not keep yet.");
        }
        parameters.refuseFaults();
        return new ExportQuery(filter, ExportFormat.valueOf(format.toUpperCase(Locale.ROOT)));
    }
}
