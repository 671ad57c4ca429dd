package dev.sealwatch.logs;

import dev.sealwatch.logs.ExportWalk.Range;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Reads entries for an export, page by page; between two pages nothing is held open. */
@ApplicationScoped
class ExportStore {

    private static final int ID_BITS = 16;

    private final ScanStore scans;
    private final LogsConfig config;

    ExportStore(ScanStore scans, LogsConfig config) {
        this.scans = scans;
        this.config = config;
    }

    private static final String RANGE = """
            select (select max(batch_no) from log_batches) as last_batch,
                   (select min(timestamp) from aggregated_logs) as oldest,
                   (select max(timestamp) from aggregated_logs) as newest
            """;

    /** What there is to export when it begins; empty when there is nothing. */
    Uni<Optional<Range>> range() {
        return scans.ask(RANGE, Tuple.tuple(), config.queryTimeout(), ExportStore::range)
                .map(rows -> rows.get(0));
    }

    private static Optional<Range> range(Row row) {
        Long last = row.getLong("last_batch");
        return last == null || row.getOffsetDateTime("oldest") == null
                ? Optional.empty()
                : Optional.of(new Range(
                        row.getOffsetDateTime("oldest").toInstant(),
                        row.getOffsetDateTime("newest").toInstant(),
                        (last + 1) << ID_BITS));
    }

    private static final String PAGE = """
            select *
              from matching_entries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             where (timestamp, id) < ($12, $13)
               and id < $14
             order by timestamp desc, id desc
             limit $15
            """;

    /** A page and the walk that it was read by: a narrower one where the statement took too long. */
    record Page(ExportWalk walk, List<StoredEntry> entries) {}

    Uni<Page> page(ExportWalk walk) {
        Tuple arguments = walk.filter()
                .between(walk.since(), walk.filter().until())
                .arguments()
                .addOffsetDateTime(LogFilter.utc(walk.before().timestamp()))
                .addLong(walk.before().id())
                .addLong(walk.range().idsBelow())
                .addInteger(walk.limit());
        return scans.ask(PAGE, arguments, config.queryTimeout(), StoredEntry::of)
                .map(entries -> new Page(walk, entries))
                .onFailure(Refusal.class)
                .recoverWithUni(slow -> walk.narrower()
                        .map(this::page)
                        .orElseGet(() -> Uni.createFrom().failure(slow)));
    }
}
