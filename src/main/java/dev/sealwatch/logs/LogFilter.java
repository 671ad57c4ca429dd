package dev.sealwatch.logs;

import dev.sealwatch.platform.IpAddress;
import dev.sealwatch.security.Parameters;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which entries are asked for. An empty list and null are no filter.
 *
 * @param users as users are compared, see {@link LogEntry#userKey(String)}
 * @param addresses addresses and /64 networks as text; {@code addressKeys} what these are grouped by
 * @param search a part of the message, in any case
 * @param since inclusive; {@code until} exclusive
 * @param receivedSince what follows from {@code since}, inclusive; it leaves out partitions
 * @param traits what else they have to be like
 * @param left what they must not be
 */
record LogFilter(
        List<String> sources,
        List<String> levels,
        List<String> categories,
        List<String> users,
        List<String> addresses,
        List<String> addressKeys,
        List<UUID> logIds,
        String search,
        Instant since,
        Instant until,
        Instant receivedSince,
        Traits traits,
        LeftOut left) {

    static final Set<String> PARAMETERS = LeftOut.with(
            "source",
            "level",
            "category",
            "user_id",
            "ip_address",
            "log_id",
            "search",
            "start_date",
            "end_date",
            Traits.HAS_USER,
            Traits.HAS_ADDRESS);

    /** A lower bound that is none: older than what any database holds. */
    static final Instant EVER = Instant.MIN;

    private static final Instant OLDEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Set<String> LEVELS = Set.of("debug", "info", "warn", "error", "critical");

    /** What is expected of one. */
    static final String LEVEL = "debug, info, warn, error or critical";

    static LogFilter of(Parameters parameters) {
        Instant since = parameters.time("start_date").orElse(null);
        Instant until = parameters.time("end_date").orElse(null);
        if (since != null && until != null && !since.isBefore(until)) {
            parameters.fault("end_date", "It is not after the start_date.");
        }
        Traits traits = Traits.of(parameters, since, until);
        var addresses = parameters.all("ip_address", IpAddress::orNetwork, IpAddress.OR_NETWORK);
        return new LogFilter(
                parameters.all("source"),
                parameters.all("level", LogFilter::level, LEVEL),
                parameters.all("category"),
                parameters.all("user_id", LogFilter::user, "a user"),
                addresses,
                addresses.stream().map(IpAddress::keyOf).distinct().toList(),
                parameters.all("log_id", LogEntry::logId, "a UUID"),
                parameters.one("search").orElse(null),
                since,
                traits.happenedUntil() == null ? until : until.plus(LogEntry.MOST_AHEAD),
                received(since),
                traits,
                LeftOut.of(parameters));
    }

    LogFilter between(Instant from, Instant to) {
        return new LogFilter(
                sources,
                levels,
                categories,
                users,
                addresses,
                addressKeys,
                logIds,
                search,
                from,
                to,
                received(from),
                traits,
                left);
    }

    /** The same for entries that nobody can have sent: their timestamp says nothing of their arrival. */
    LogFilter receivedAtAnyTime() {
        return new LogFilter(
                sources,
                levels,
                categories,
                users,
                addresses,
                addressKeys,
                logIds,
                search,
                since,
                until,
                null,
                traits,
                left);
    }

    private static Instant received(Instant since) {
        return since == null || since.isBefore(OLDEST) ? null : since.minus(LogEntry.MOST_AHEAD);
    }

    /** The arguments of {@code matching_entries}. */
    Tuple arguments() {
        return left.addTo(traits.addTo(Tuple.tuple()
                .addArrayOfString(array(sources))
                .addArrayOfString(array(levels))
                .addArrayOfString(array(categories))
                .addArrayOfString(array(users))
                .addArrayOfString(array(addressKeys))
                .addArrayOfString(array(addresses))
                .addArrayOfUUID(logIds.isEmpty() ? null : logIds.toArray(UUID[]::new))
                .addString(search == null ? null : "%" + search.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .addOffsetDateTime(since == null || since.isBefore(OLDEST) ? null : utc(since))
                .addOffsetDateTime(utc(until))
                .addOffsetDateTime(utc(receivedSince))));
    }

    static String[] array(List<String> values) {
        return values.isEmpty() ? null : values.toArray(String[]::new);
    }

    static OffsetDateTime utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    static Optional<String> user(String name) {
        return Optional.ofNullable(LogEntry.userKey(name));
    }

    static Optional<String> level(String word) {
        return Optional.of(word.toLowerCase(Locale.ROOT)).filter(LEVELS::contains);
    }
}
