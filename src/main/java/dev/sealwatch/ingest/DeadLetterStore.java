package dev.sealwatch.ingest;

import dev.sealwatch.logs.LogEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Entries that PostgreSQL refused, as redacted text: nobody escapes the log by being un-storable. */
@ApplicationScoped
class DeadLetterStore {

    /** @param entry redacted, as text; {@code bytes} its full length, {@code sha256} over all of it, in hex */
    record DeadLetter(
            long id,
            Instant receivedAt,
            String principal,
            UUID logId,
            String sqlstate,
            String reason,
            String entry,
            int bytes,
            String sha256) {}

    private final Pool pool;

    DeadLetterStore(Pool pool) {
        this.pool = pool;
    }

    private static final String KEEP = """
            insert into dead_letters (received_at, principal, log_id, sqlstate, reason, entry, bytes, sha256)
            select $1, $2, $3, $4, $5, $6, octet_length($6), sha256(convert_to($6, 'UTF8'))
             where not exists (select from dead_letters where log_id = $3 and principal = $2 and entry = $6)
            """;

    /** Keeps it once, however often that is repeated. */
    Uni<Void> keep(LogEntry entry, Throwable cause) {
        Tuple values = Tuple.of(
                entry.createdAt().atOffset(ZoneOffset.UTC),
                entry.principal(),
                entry.logId(),
                FlushFailure.sqlState(cause),
                reason(cause),
                json(entry).encode());
        return pool.preparedQuery(KEEP).execute(values).replaceWithVoid();
    }

    private static final String PAGE = """
            select id, received_at, principal, log_id, sqlstate, reason, entry, bytes, encode(sha256, 'hex') as sha256
              from dead_letters
             order by id desc
             limit $1
            offset $2
            """;

    /** The latest first. */
    Uni<List<DeadLetter>> page(int limit, int offset) {
        return pool.preparedQuery(PAGE)
                .mapping(DeadLetterStore::letter)
                .execute(Tuple.of(limit, offset))
                .map(letters -> letters.stream().toList());
    }

    private static final String COUNT = """
            select count(*) as total
              from dead_letters
            """;

    Uni<Long> count() {
        return pool.preparedQuery(COUNT)
                .execute()
                .map(rows -> rows.iterator().next().getLong("total"));
    }

    private static DeadLetter letter(Row row) {
        return new DeadLetter(
                row.getLong("id"),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getString("principal"),
                row.getUUID("log_id"),
                row.getString("sqlstate"),
                row.getString("reason"),
                row.getString("entry"),
                row.getInteger("bytes"),
                row.getString("sha256"));
    }

    /** The constraint or the kind of failure; never the message, which may quote the entry. */
    private static String reason(Throwable cause) {
        return cause instanceof PgException refused && refused.getConstraint() != null
                ? "violates " + refused.getConstraint()
                : cause.getClass().getSimpleName();
    }

    private static JsonObject json(LogEntry entry) {
        return new JsonObject()
                .put("log_id", entry.logId().toString())
                .put("timestamp", entry.timestamp().toString())
                .put("source", entry.source())
                .put("level", entry.level().word())
                .put("category", entry.category())
                .put("message", entry.message())
                .put("metadata", entry.metadata())
                .put("user_id", entry.userId())
                .put(
                        "ip_address",
                        entry.ipAddress() == null ? null : entry.ipAddress().text())
                .put("user_agent", entry.userAgent());
    }
}
