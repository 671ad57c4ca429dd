package dev.sealwatch.logs;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Entries that PostgreSQL refused. */
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

    private final ScanStore scans;
    private final LogsConfig config;

    DeadLetterStore(ScanStore scans, LogsConfig config) {
        this.scans = scans;
        this.config = config;
    }

    private static final String PAGE = """
            select id, received_at, principal, log_id, sqlstate, reason, entry, bytes, sha256
              from dead_letters
             order by id desc
             limit $1
            offset $2
            """;

    /** The latest first. */
    Uni<List<DeadLetter>> page(int limit, int offset) {
        return scans.ask(PAGE, Tuple.of(limit, offset), config.queryTimeout(), DeadLetterStore::letter);
    }

    private static final String COUNT = """
            select count(*) as total
              from dead_letters
            """;

    Uni<Long> count() {
        return scans.ask(COUNT, Tuple.tuple(), config.queryTimeout(), row -> row.getLong("total"))
                .map(rows -> rows.get(0));
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
                HexFormat.of().formatHex(row.getBuffer("sha256").getBytes()));
    }
}
