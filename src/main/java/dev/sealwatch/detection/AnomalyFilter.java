package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomaly.Status;
import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.platform.IpAddress;
import dev.sealwatch.security.Parameters;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which anomalies are meant. An empty list and null are no filter.
 *
 * @param users as users are compared
 * @param networks addresses, and /64 of IPv6
 * @param since anomalies that were seen then or later; {@code until} that began before
 * @param left what they must not be
 */
record AnomalyFilter(
        List<String> statuses,
        List<String> types,
        List<String> severities,
        List<String> users,
        List<String> networks,
        Instant since,
        Instant until,
        LeftOut left) {

    /** Who names no user is none of the users that are left out, and likewise for addresses. */
    record LeftOut(List<String> types, List<String> severities, List<String> users, List<String> networks) {

        static final LeftOut NOTHING = new LeftOut(List.of(), List.of(), List.of(), List.of());
    }

    static final Set<String> PARAMETERS = Set.of(
            "status",
            "type",
            "severity",
            "user_id",
            "ip_address",
            "start_date",
            "end_date",
            "not_type",
            "not_severity",
            "not_user_id",
            "not_ip_address");

    static final AnomalyFilter NONE =
            new AnomalyFilter(List.of(), List.of(), List.of(), List.of(), List.of(), null, null, LeftOut.NOTHING);

    /** What is wrong is a fault of the parameters. @param types of all detectors */
    static AnomalyFilter of(Parameters parameters, Set<String> types) {
        Instant since = parameters.time("start_date").orElse(null);
        Instant until = parameters.time("end_date").orElse(null);
        if (since != null && until != null && !since.isBefore(until)) {
            parameters.fault("end_date", "It is not after the start_date.");
        }
        return new AnomalyFilter(
                parameters.words("status", Status.values()),
                parameters.words("type", types),
                parameters.words("severity", Severity.values()),
                users(parameters, "user_id"),
                networks(parameters, "ip_address"),
                since,
                until,
                new LeftOut(
                        parameters.words("not_type", types),
                        parameters.words("not_severity", Severity.values()),
                        users(parameters, "not_user_id"),
                        networks(parameters, "not_ip_address")));
    }

    private static List<String> users(Parameters parameters, String name) {
        return parameters.all(name, user -> Optional.ofNullable(LogEntry.userKey(user)), "a user");
    }

    private static List<String> networks(Parameters parameters, String name) {
        return parameters.all(name, IpAddress::orNetwork, IpAddress.OR_NETWORK);
    }

    /** The same; where no status is named, of those that somebody has to look at. */
    AnomalyFilter orOpen() {
        return statuses.isEmpty()
                ? new AnomalyFilter(List.of(Status.OPEN.word()), types, severities, users, networks, since, until, left)
                : this;
    }

    /** The arguments of {@code matching_anomalies}. */
    Tuple arguments() {
        return Tuple.tuple()
                .addArrayOfString(array(statuses))
                .addArrayOfString(array(types))
                .addArrayOfString(array(severities))
                .addArrayOfString(array(users))
                .addArrayOfString(array(networks))
                .addArrayOfString(keys(networks))
                .addOffsetDateTime(utc(since))
                .addOffsetDateTime(utc(until))
                .addArrayOfString(array(left.types()))
                .addArrayOfString(array(left.severities()))
                .addArrayOfString(array(left.users()))
                .addArrayOfString(array(left.networks()))
                .addArrayOfString(keys(left.networks()));
    }

    private static String[] keys(List<String> networks) {
        return networks.stream()
                .map(network -> "ip:" + IpAddress.keyOf(network))
                .toArray(String[]::new);
    }

    private static String[] array(List<String> values) {
        return values.isEmpty() ? null : values.toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
