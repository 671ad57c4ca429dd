package dev.sealwatch.ingest;

import dev.sealwatch.logs.LogEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** Keeps entries that PostgreSQL refused, as redacted text. */
@ApplicationScoped
class DeadLetterStore {

    private final Pool pool;

    DeadLetterStore(Pool pool) {
        this.pool = pool;
    }

    private static final String KEEP = """
            insert into dead_letters (received_at, principal, log_id, sqlstate, reason, entry, bytes, sha256)
            select $1, $2, $3, $4, $5, $6, $7, $8
             where not exists (select from dead_letters where log_id = $3 and principal = $2 and sha256 = $8)
            """;

    Uni<Void> keep(Pending pending, Throwable cause) {
        LogEntry entry = pending.signed().entry();
        String text = json(entry).encode();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Object[] values = {
            entry.createdAt().atOffset(ZoneOffset.UTC),
            entry.principal(),
            entry.logId(),
            FlushFailure.sqlState(cause),
            reason(cause),
            text,
            bytes.length,
            Buffer.buffer(HexFormat.of().parseHex(JsonText.sha256(text)))
        };
        return pool.preparedQuery(KEEP)
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.wrap(values)))
                .replaceWithVoid();
    }

    /** The constraint or the kind of failure; never the message, which may quote the entry. */
    private static String reason(Throwable cause) {
        return cause instanceof io.vertx.pgclient.PgException refused && refused.getConstraint() != null
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
