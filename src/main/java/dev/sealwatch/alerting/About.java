package dev.sealwatch.alerting;

import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.platform.IpAddress;
import dev.sealwatch.security.Parameters;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom alerts are about. An empty list is no filter.
 *
 * @param users as senders write them, and as they are compared
 * @param networks addresses, and /64 of IPv6
 */
record About(List<String> users, List<String> networks) {

    static final About ANYBODY = new About(List.of(), List.of());

    /** @param prefix of the names of its parameters */
    static About of(Parameters parameters, String prefix) {
        List<List<String>> users = parameters.all(prefix + "user_id", About::spellings, "a user");
        return new About(
                users.stream().flatMap(List::stream).distinct().toList(),
                parameters.all(prefix + "ip_address", IpAddress::orNetwork, IpAddress.OR_NETWORK));
    }

    private static Optional<List<String>> spellings(String user) {
        List<String> spellings =
                Stream.of(user, LogEntry.userKey(user)).filter(Objects::nonNull).toList();
        return LogEntry.userKey(user) == null ? Optional.empty() : Optional.of(spellings);
    }

    /** Users, networks, and the entities of these networks. */
    Tuple addTo(Tuple arguments) {
        String[] keys = networks.stream()
                .map(network -> "ip:" + IpAddress.keyOf(network))
                .toArray(String[]::new);
        return arguments
                .addArrayOfString(AlertFilter.array(users))
                .addArrayOfString(AlertFilter.array(networks))
                .addArrayOfString(keys);
    }
}
