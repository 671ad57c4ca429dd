package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Status;
import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.platform.IpAddress;
import dev.sealwatch.security.Parameters;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which anomalies are asked for. An empty list and null are no filter.
 *
 * @param users as users are compared
 * @param networks addresses, and /64 of IPv6
 * @param since anomalies that were seen then or later; {@code until} that began before
 * @param before ids below this one: where the page before ended, or null
 */
record AnomalyQuery(
        List<String> statuses,
        List<String> types,
        List<String> severities,
        List<String> users,
        List<String> networks,
        Instant since,
        Instant until,
        Long before,
        int limit,
        int offset) {

    private static final Set<String> PARAMETERS = Set.of(
            "status",
            "type",
            "severity",
            "user_id",
            "ip_address",
            "start_date",
            "end_date",
            "cursor",
            "limit",
            "offset");
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1_000;
    private static final int FARTHEST = 10_000;
    private static final String NETWORK = "/64";
    private static final int BASE = 36;

    static AnomalyQuery of(Map<String, List<String>> values, Set<String> types) {
        Parameters parameters = new Parameters(values, PARAMETERS);
        AnomalyQuery query = new AnomalyQuery(
                words(parameters, "status", words(Status.values())),
                words(parameters, "type", types),
                words(parameters, "severity", words(Severity.values())),
                parameters.all("user_id", user -> Optional.ofNullable(LogEntry.userKey(user)), "a user"),
                parameters.all("ip_address", AnomalyQuery::network, "an address or an IPv6 network with /64"),
                parameters.time("start_date").orElse(null),
                parameters.time("end_date").orElse(null),
                parameters.one("cursor").map(text -> id(text, parameters)).orElse(null),
                parameters.number("limit", DEFAULT_LIMIT, 1, MOST),
                parameters.number("offset", 0, 0, FARTHEST));
        query.check(parameters);
        parameters.refuseFaults();
        return query;
    }

    private void check(Parameters parameters) {
        if (since != null && until != null && !since.isBefore(until)) {
            parameters.fault("end_date", "It is not after the start_date.");
        }
        if (before != null && offset > 0) {
            parameters.fault("offset", "A cursor says already where to go on: leave the offset out.");
        }
    }

    private static Set<String> words(Enum<?>[] all) {
        return Set.copyOf(Arrays.stream(all)
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList());
    }

    private static List<String> words(Parameters parameters, String name, Set<String> known) {
        String expected = "one of: " + String.join(", ", known.stream().sorted().toList());
        return parameters.all(name, word -> Optional.of(word).filter(known::contains), expected);
    }

    private static Optional<String> network(String text) {
        if (text.endsWith(NETWORK)) {
            return IpAddress.parse(text.substring(0, text.length() - NETWORK.length()))
                    .filter(address -> !address.isV4())
                    .map(IpAddress::key);
        }
        return IpAddress.parse(text).map(IpAddress::text);
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

    /** $1 to $10 of the store's question. */
    Tuple arguments() {
        String[] keys = networks.stream()
                .map(network ->
                        "ip:" + IpAddress.parse(network).map(IpAddress::key).orElse(network))
                .toArray(String[]::new);
        return Tuple.tuple()
                .addArrayOfString(array(statuses))
                .addArrayOfString(array(types))
                .addArrayOfString(array(severities))
                .addArrayOfString(array(users))
                .addArrayOfString(array(networks))
                .addArrayOfString(keys)
                .addOffsetDateTime(utc(since))
                .addOffsetDateTime(utc(until))
                .addLong(before)
                .addInteger(limit)
                .addInteger(offset);
    }

    private static String[] array(List<String> values) {
        return values.isEmpty() ? null : values.toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
