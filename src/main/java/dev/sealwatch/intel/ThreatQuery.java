package dev.sealwatch.intel;

import dev.sealwatch.security.Parameters;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which indicators are asked for. An empty list is no filter.
 *
 * @param keys what indicators are compared by
 * @param left what they must not be
 * @param expired {@code true} for those that have, {@code false} for those that have not, null for all
 */
record ThreatQuery(
        List<String> types,
        List<String> levels,
        List<String> keys,
        LeftOut left,
        Boolean expired,
        String sort,
        int limit,
        int offset) {

    record LeftOut(List<String> types, List<String> levels, List<String> keys) {

        static final LeftOut NOTHING = new LeftOut(List.of(), List.of(), List.of());
    }

    static final Set<String> PARAMETERS = Set.of(
            "type",
            "threat_level",
            "indicator",
            "not_type",
            "not_threat_level",
            "not_indicator",
            "expired",
            "sort",
            "limit",
            "offset");

    private static final String LATEST = "-last_seen";
    private static final String MOST_SEEN = "-occurrences";
    private static final Set<String> SORTS = Set.of(LATEST, "last_seen", MOST_SEEN, "occurrences");
    private static final String ALL = "all";

    static ThreatQuery of(Map<String, List<String>> values) {
        Parameters parameters = new Parameters(values, PARAMETERS);
        String expired = parameters.choice("expired", "false", Set.of("false", "true", ALL));
        ThreatQuery query = new ThreatQuery(
                parameters.words("type", ThreatType.values()),
                parameters.words("threat_level", ThreatLevel.values()),
                keys(parameters, "indicator"),
                new LeftOut(
                        parameters.words("not_type", ThreatType.values()),
                        parameters.words("not_threat_level", ThreatLevel.values()),
                        keys(parameters, "not_indicator")),
                expired.equals(ALL) ? null : Boolean.valueOf(expired),
                parameters.choice("sort", LATEST, SORTS),
                parameters.limit(),
                parameters.offset());
        parameters.refuseFaults();
        return query;
    }

    /** Those that have not expired, the most often seen first. */
    static ThreatQuery mostSeen(int limit) {
        return new ThreatQuery(List.of(), List.of(), List.of(), LeftOut.NOTHING, false, MOST_SEEN, limit, 0);
    }

    /** Those of these keys that have not expired. */
    static ThreatQuery of(List<String> keys, int limit) {
        return new ThreatQuery(List.of(), List.of(), keys, LeftOut.NOTHING, false, MOST_SEEN, limit, 0);
    }

    /** Of whatever type it can be: what is an address in one spelling may be a user's name in another. */
    private static List<String> keys(Parameters parameters, String name) {
        return parameters.all(name, ThreatQuery::keys, "an address, a CIDR, a user or a domain").stream()
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static Optional<List<String>> keys(String text) {
        List<String> keys = Arrays.stream(ThreatType.values())
                .flatMap(type -> Indicator.of(type, text).stream())
                .map(Indicator::key)
                .distinct()
                .toList();
        return keys.isEmpty() ? Optional.empty() : Optional.of(keys);
    }

    /** $1 to $8: which ones. */
    Tuple filter(Instant now) {
        return Tuple.tuple()
                .addArrayOfString(array(types))
                .addArrayOfString(array(levels))
                .addArrayOfString(array(keys))
                .addBoolean(expired)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addArrayOfString(array(left.types()))
                .addArrayOfString(array(left.levels()))
                .addArrayOfString(array(left.keys()));
    }

    private static String[] array(List<String> values) {
        return values.isEmpty() ? null : values.toArray(String[]::new);
    }
}
