package dev.sealwatch.platform;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells a database that is away or overloaded, and a question that asks too much, from a fault of ours, by the SQLSTATE. */
final class Outage {

    /** Connection, resources, operator intervention, system error. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

    private static final String QUERY_CANCELED = "57014";

    private Outage() {}

    /** Whether a statement was stopped because it took too long. */
    static boolean isTooSlow(Throwable cause) {
        return cause instanceof PgException refused && QUERY_CANCELED.equals(refused.getSqlState());
    }

    static boolean is(Throwable cause) {
        if (cause instanceof PgException refused && refused.getSqlState() != null) {
            String state = refused.getSqlState();
            return CLASSES.contains(state.substring(0, 2)) && !state.equals(QUERY_CANCELED);
        }
        return cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof ClosedConnectionException
                || isPoolTimeout(cause);
    }

    /** Nobody gave a connection back in time: the pool says so with a bare throwable. */
    private static boolean isPoolTimeout(Throwable cause) {
        return String.valueOf(cause.getMessage()).startsWith("Timeout") && cause.getStackTrace().length == 0;
    }
}
