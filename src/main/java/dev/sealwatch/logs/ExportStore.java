package dev.sealwatch.logs;

import dev.sealwatch.logs.ExportWalk.Range;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Reads entries for an export, page by page; between two pages nothing is held open. */
@ApplicationScoped
class ExportStore {

    private final SliceStore slices;
    private final ScanStore scans;
    private final LogsConfig config;
    private final Clock clock;

    ExportStore(SliceStore slices, ScanStore scans, LogsConfig config, Clock clock) {
        this.slices = slices;
        this.scans = scans;
        this.config = config;
        this.clock = clock;
    }

    // Of timestamps that can have been sent; others are found at the ends of the walk.
    private static final String RANGE = """
            select (select max(batch_no) from log_batches) as last_batch,
                   coalesce((select min(timestamp) from aggregated_logs where timestamp >= $1), $2) as oldest,
                   coalesce((select max(timestamp) from aggregated_logs where timestamp <= $2), $2) as newest
            """;

    /** What there is to export when it begins; empty when there is nothing. */
    Uni<Optional<Range>> range() {
        Instant latest = clock.instant().plus(LogEntry.MOST_AHEAD);
        Tuple arguments = Tuple.of(LogFilter.utc(Instant.EPOCH), LogFilter.utc(latest));
        return scans.ask(RANGE, arguments, config.queryTimeout(), ExportStore::range)
                .map(rows -> rows.get(0));
    }

    private static Optional<Range> range(Row row) {
        return Optional.ofNullable(row.getLong("last_batch"))
                .map(last -> new Range(
                        row.getOffsetDateTime("oldest").toInstant(),
                        row.getOffsetDateTime("newest").toInstant(),
                        LogBatch.firstId(last + 1)));
    }

    /** A page and the walk that it was read by: a narrower one where the statement took too long. */
    record Page(ExportWalk walk, Slice slice) {}

    Uni<Page> page(ExportWalk walk) {
        return slices.read(walk.stretch(), true)
                .map(slice -> new Page(walk, slice))
                .onFailure(Refusal.class)
                .recoverWithUni(slow -> walk.narrower()
                        .map(this::page)
                        .orElseGet(() -> Uni.createFrom().failure(slow)));
    }
}
