package dev.sealwatch.ingest;

import io.vertx.pgclient.PgException;
import java.util.Set;

/** What a failed flush means, by the SQLSTATE that PostgreSQL gave (its documentation, appendix A). */
enum Fault {
    /** One of the entries can't be stored: find it, keep it as a dead letter, store the others. */
    POISON,
    /** There is no partition for an entry yet: make it and repeat. */
    NO_PARTITION,
    /** The database is away, full or busy: the same flush may succeed later. */
    TRANSIENT,
    /** The schema is not what this build expects. Nothing is stored until somebody looks. */
    BUG;

    private static final String CHECK_VIOLATION = "23514";
    private static final String NOT_NULL_VIOLATION = "23502";

    /** Data exceptions, and limits that a value exceeds. */
    private static final Set<String> POISON_CLASSES = Set.of("22", "54");

    /** Access rules and syntax; and constraints that no content of an entry can break. */
    private static final Set<String> BUG_CLASSES = Set.of("42", "23");

    static Fault of(Throwable cause) {
        if (!(cause instanceof PgException refused) || refused.getSqlState() == null) {
            return TRANSIENT;
        }
        String state = refused.getSqlState();
        if (state.equals(CHECK_VIOLATION) && refused.getConstraint() == null) {
            return NO_PARTITION;
        }
        String category = state.substring(0, 2);
        if (state.equals(CHECK_VIOLATION) || state.equals(NOT_NULL_VIOLATION) || POISON_CLASSES.contains(category)) {
            return POISON;
        }
        return BUG_CLASSES.contains(category) ? BUG : TRANSIENT;
    }

    static String sqlState(Throwable cause) {
        return cause instanceof PgException refused && refused.getSqlState() != null ? refused.getSqlState() : "none";
    }
}
