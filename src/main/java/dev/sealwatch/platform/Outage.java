package dev.sealwatch.platform;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Tells a database that is away or overloaded, and a question that asks too much, from a fault of ours, by the SQLSTATE. */
final class Outage {

    private static final Logger LOG = Logger.getLogger(Outage.class);

    /** Connection, resources, operator intervention, system error. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

    /** How messages of throwables begin that have neither a class of their own nor a stack trace. */
    private static final List<String> BARE =
            List.of("Timeout", "Connection is not active", "Pending requests failed to be sent");

    /** The server is no primary any more; the connection to it was closed. */
    private static final String READ_ONLY = "25006";

    private static final String QUERY_CANCELED = "57014";

    /** Of a form: JSON is refused earlier. */
    private static final String NO_TEXT = "22021";

    private Outage() {}

    /** What to answer; empty where the database has nothing to do with it. */
    static Optional<Refusal> refusal(Throwable cause) {
        if (cause instanceof PgException refused && QUERY_CANCELED.equals(refused.getSqlState())) {
            return Optional.of(Refusal.of(422, "query_too_slow", "It took too long and was stopped. Narrow it."));
        }
        if (cause instanceof PgException refused && NO_TEXT.equals(refused.getSqlState())) {
            return Optional.of(Refusal.of(400, "invalid_text", "Some text holds U+0000, which can't be stored."));
        }
        if (is(cause)) {
            LOG.warnf("The database does not answer. cause=%s", cause.getClass().getSimpleName());
            return Optional.of(Refusal.unavailable("The database can't be reached. Try again.", 2));
        }
        return Optional.empty();
    }

    private static boolean is(Throwable cause) {
        if (cause instanceof PgException refused && refused.getSqlState() != null) {
            String state = refused.getSqlState();
            return state.equals(READ_ONLY) || CLASSES.contains(state.substring(0, 2));
        }
        return cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof ClosedConnectionException
                || isSaidInWordsOnly(cause);
    }

    /** Nobody gave a connection back in time, or it closed under way: the client says so with a bare throwable. */
    private static boolean isSaidInWordsOnly(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause.getStackTrace().length == 0 && BARE.stream().anyMatch(message::startsWith);
    }
}
