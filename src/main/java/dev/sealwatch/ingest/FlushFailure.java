package dev.sealwatch.ingest;

import dev.sealwatch.platform.Refusal;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** What a failed flush means, by the SQLSTATE that PostgreSQL gave (its documentation, appendix A). */
enum FlushFailure {
    /** One of the entries can't be stored: find it, keep it as a dead letter, store the others. */
    POISON,
    /** There is no partition for an entry yet: make it and repeat. */
    NO_PARTITION,
    /** The server is no primary any more. Its connection was closed; another one may lead to the primary. */
    READ_ONLY,
    /** The database is away, full or busy: the same flush may succeed later. */
    TRANSIENT,
    /** The schema is not what this build expects. Nothing is stored until somebody looks. */
    BUG;

    private static final String CHECK_VIOLATION = "23514";
    private static final String READ_ONLY_TRANSACTION = "25006";
    private static final String NOT_NULL_VIOLATION = "23502";

    /** Data exceptions, and limits that a value exceeds. */
    private static final Set<String> POISON_CLASSES = Set.of("22", "54");

    /** Access rules and syntax; and constraints that no content of an entry can break. */
    private static final Set<String> BUG_CLASSES = Set.of("42", "23");

    static FlushFailure of(Throwable cause) {
        if (cause instanceof PgException refused && refused.getSqlState() != null) {
            return ofState(refused.getSqlState(), refused.getConstraint());
        }
        return isOfTheWire(cause) ? TRANSIENT : POISON;
    }

    private static FlushFailure ofState(String state, String constraint) {
        if (state.equals(CHECK_VIOLATION) && constraint == null) {
            return NO_PARTITION;
        }
        if (state.equals(READ_ONLY_TRANSACTION)) {
            return READ_ONLY;
        }
        String category = state.substring(0, 2);
        if (state.equals(CHECK_VIOLATION) || state.equals(NOT_NULL_VIOLATION) || POISON_CLASSES.contains(category)) {
            return POISON;
        }
        return BUG_CLASSES.contains(category) ? BUG : TRANSIENT;
    }

    /** The connection, the pool, or keys that are not registered yet; anything else is a fault that an entry provokes in us. */
    private static boolean isOfTheWire(Throwable cause) {
        String type = cause.getClass().getName();
        return cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof Refusal
                || type.startsWith("io.vertx.")
                || type.startsWith("io.netty.");
    }

    static String sqlState(Throwable cause) {
        return cause instanceof PgException refused && refused.getSqlState() != null ? refused.getSqlState() : "none";
    }
}
