package dev.sealwatch.ingest;

import dev.sealwatch.platform.Refusal;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
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
        MultiMap query = request.params();
        List<Refusal.FieldError> faults = new ArrayList<>();
        for (String name : query.names()) {
            if (!PARAMETERS.contains(name)) {
                faults.add(new Refusal.FieldError(name, "is no parameter here; known are ack, atomic and results"));
            }
        }
        boolean buffered = choice(query, "ack", List.of("durable", "buffered"), faults);
        boolean atomic = choice(query, "atomic", List.of("false", "true"), faults);
        boolean all = choice(query, "results", List.of("notable", "all"), faults);
        if (atomic && (buffered || type.equals(NDJSON))) {
            faults.add(new Refusal.FieldError("atomic", "needs application/json and the durable acknowledgement"));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return new IngestRequest(type.equals(NDJSON), gzip, buffered, atomic, all);
    }

    /** Whether the second of the two is chosen; the first is the default. */
    private static boolean choice(MultiMap query, String name, List<String> choices, List<Refusal.FieldError> faults) {
        List<String> sent = query.getAll(name);
        if (sent.isEmpty()) {
            return false;
        }
        if (sent.size() > 1 || !choices.contains(sent.get(0))) {
            faults.add(new Refusal.FieldError(name, "has to be given once, as " + String.join(" or ", choices)));
        }
        return sent.get(0).equals(choices.get(1));
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
