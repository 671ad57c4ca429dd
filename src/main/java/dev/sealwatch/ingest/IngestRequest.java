package dev.sealwatch.ingest;

import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Parameters;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;

/** How a request wants its entries taken: its headers and query parameters, checked. */
record IngestRequest(boolean ndjson, boolean gzip, boolean buffered, boolean atomic, boolean allResults) {

    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final Set<String> PARAMETERS = Set.of("ack", "atomic", "results");

    static IngestRequest of(HttpServerRequest request) {
        String type = mediaType(request.getHeader("Content-Type"));
        boolean gzip = isGzip(request.getHeader("Content-Encoding"));
        Parameters parameters = Parameters.of(request.params(), PARAMETERS);
        boolean buffered = isSecond(parameters, "ack", "durable", "buffered");
        boolean atomic = isSecond(parameters, "atomic", "false", "true");
        boolean all = isSecond(parameters, "results", "notable", "all");
        if (atomic && (buffered || type.equals(NDJSON))) {
            parameters.fault("atomic", "It needs application/json and the durable acknowledgement.");
        }
        parameters.refuseFaults();
        return new IngestRequest(type.equals(NDJSON), gzip, buffered, atomic, all);
    }

    /** Whether the second of the two is chosen; the first is the default. */
    private static boolean isSecond(Parameters parameters, String name, String first, String second) {
        return parameters.choice(name, first, Set.of(first, second)).equals(second);
    }

    private static String mediaType(String contentType) {
        String[] parts = (contentType == null ? "" : contentType)
                .toLowerCase(Locale.ROOT)
                .split(";", -1);
        String type = parts[0].strip();
        boolean known = type.equals(JSON) || type.equals(NDJSON);
        for (int i = 1; i < parts.length && known; i++) {
            String parameter = parts[i].replace("\"", "").strip();
            known = !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
        }
        if (!known) {
            throw Refusal.of(415, "unsupported_media_type", "Send application/json or application/x-ndjson, in UTF-8.");
        }
        return type;
    }

    private static boolean isGzip(String encoding) {
        String name = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
        if (!name.equals("gzip") && !name.equals("identity")) {
            throw Refusal.of(415, "unsupported_encoding", "Content-Encoding may be gzip or absent.");
        }
        return name.equals("gzip");
    }
}
