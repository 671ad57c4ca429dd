package dev.sealwatch.security;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.function.Function;

/** The service's own signed audit trail. An interface so that rooms below ingest can be audited by it. */
public interface AuditTrail {

    /** Stores what was read or refused, after the answer and apart from it, through the reserved part of the buffer. */
    void record(AuditEvent event);

    /**
     * Runs a change and stores what it did in one transaction: both or neither.
     *
     * @param work must run its statements on the connection it is given; fails to undo everything
     */
    <T> Uni<T> change(Function<SqlConnection, Uni<Change<T>>> work);

    /** What a change answers, and the event that tells of it. */
    record Change<T>(T result, AuditEvent event) {}
}
