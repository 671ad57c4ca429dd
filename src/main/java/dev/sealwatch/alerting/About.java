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

    private static final String NETWORK = "/64";

    /** @param prefix of the names of its parameters */
    static About of(Parameters parameters, String prefix) {
        List<List<String>> users = parameters.all(prefix + "user_id", About::spellings, "a user");
        return new About(
                users.stream().flatMap(List::stream).distinct().toList(),
                parameters.all(prefix + "ip_address", About::network, "an address or an IPv6 network with /64"));
    }

    private static Optional<List<String>> spellings(String user) {
        List<String> spellings =
                Stream.of(user, LogEntry.userKey(user)).filter(Objects::nonNull).toList();
        return LogEntry.userKey(user) == null ? Optional.empty() : Optional.of(spellings);
    }

    private static Optional<String> network(String text) {
        if (text.endsWith(NETWORK)) {
            return IpAddress.parse(text.substring(0, text.length() - NETWORK.length()))
                    .filter(address -> !address.isV4())
                    .map(IpAddress::key);
        }
        return IpAddress.parse(text).map(IpAddress::text);
    }

    /** Users, networks, and the entities of these networks. */
    Tuple addTo(Tuple arguments) {
        String[] keys = networks.stream()
                .map(network ->
                        "ip:" + IpAddress.parse(network).map(IpAddress::key).orElse(network))
                .toArray(String[]::new);
        return arguments
                .addArrayOfString(AlertFilter.array(users))
                .addArrayOfString(AlertFilter.array(networks))
                .addArrayOfString(keys);
    }
}
