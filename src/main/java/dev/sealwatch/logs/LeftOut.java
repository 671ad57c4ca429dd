package dev.sealwatch.logs;

import dev.sealwatch.platform.IpAddress;
import dev.sealwatch.security.Parameters;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What entries must not be. Who names no user is none of the users that are left out, and likewise for addresses.
 *
 * @param users as users are compared. @param addresses addresses and /64 networks
 */
record LeftOut(
        List<String> sources,
        List<String> levels,
        List<String> categories,
        List<String> users,
        List<String> addresses) {

    /** The names of the filters that can be turned round, and how they begin then. */
    static final List<String> NAMES = List.of("source", "level", "category", "user_id", "ip_address");

    static final String NOT = "not_";

    /** These names, and those of what can be left out. */
    static Set<String> with(String... names) {
        return Stream.concat(Stream.of(names), NAMES.stream().map(NOT::concat)).collect(Collectors.toUnmodifiableSet());
    }

    static LeftOut of(Parameters parameters) {
        return new LeftOut(
                parameters.all("not_source"),
                parameters.all("not_level", LogFilter::level, LogFilter.LEVEL),
                parameters.all("not_category"),
                parameters.all("not_user_id", LogFilter::user, "a user"),
                parameters.all("not_ip_address", IpAddress::orNetwork, IpAddress.OR_NETWORK));
    }

    /** Whether the counts of hours can't answer it: they know neither users nor addresses. */
    boolean namesPeople() {
        return !users.isEmpty() || !addresses.isEmpty();
    }

    Tuple addTo(Tuple arguments) {
        return arguments
                .addArrayOfString(LogFilter.array(sources))
                .addArrayOfString(LogFilter.array(levels))
                .addArrayOfString(LogFilter.array(categories))
                .addArrayOfString(LogFilter.array(users))
                .addArrayOfString(LogFilter.array(addresses));
    }
}
