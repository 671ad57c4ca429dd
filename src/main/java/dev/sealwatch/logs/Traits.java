package dev.sealwatch.logs;

import dev.sealwatch.security.Parameters;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Set;

/**
 * What entries have to be like, whatever their values are.
 *
 * @param hasUser whether they name a user, or null for both; {@code hasAddress} likewise
 * @param counted only what detectors look at: not what this service tells of itself, exports aside
 * @param happenedSince event time, inclusive; {@code happenedUntil} exclusive; null where only timestamps are asked for
 */
record Traits(Boolean hasUser, Boolean hasAddress, boolean counted, Instant happenedSince, Instant happenedUntil) {

    /** Only for single entries: the counts of hours know timestamps alone. */
    static final String COUNTED = "counted";

    static final String HAS_USER = "has_user_id";
    static final String HAS_ADDRESS = "has_ip_address";

    private static final String ANY = "any";
    private static final Set<String> CHOICE = Set.of(ANY, "true", "false");

    /** A range of counted entries is one of event times. */
    static Traits of(Parameters parameters, Instant since, Instant until) {
        boolean counted = Boolean.parseBoolean(parameters.choice(COUNTED, "false", Set.of("true", "false")));
        return new Traits(
                choice(parameters, HAS_USER),
                choice(parameters, HAS_ADDRESS),
                counted,
                counted ? since : null,
                counted ? until : null);
    }

    private static Boolean choice(Parameters parameters, String name) {
        String choice = parameters.choice(name, ANY, CHOICE);
        return choice.equals(ANY) ? null : Boolean.valueOf(choice);
    }

    boolean areNone() {
        return hasUser == null && hasAddress == null && !counted;
    }

    Tuple addTo(Tuple arguments) {
        return arguments
                .addBoolean(hasUser)
                .addBoolean(hasAddress)
                .addBoolean(counted)
                .addOffsetDateTime(LogFilter.utc(happenedSince))
                .addOffsetDateTime(LogFilter.utc(happenedUntil));
    }
}
