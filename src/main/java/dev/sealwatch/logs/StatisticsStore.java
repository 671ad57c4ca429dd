package dev.sealwatch.logs;

import dev.sealwatch.logs.Statistics.Count;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;

/** Counts entries. */
@ApplicationScoped
class StatisticsStore {

    private final ScanStore scans;
    private final LogsConfig config;

    StatisticsStore(ScanStore scans, LogsConfig config) {
        this.scans = scans;
        this.config = config;
    }

    private static final String COUNT = """
            select bucket, source, level, category, count(*) as entries
              from (select source, level, category, date_bin(make_interval(secs => $12), timestamp, $13) as bucket
                      from matching_entries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)) as entry
             group by grouping sets ((source), (category), (bucket, level))
            """;

    /** By one scan; fails with a refusal of 422 when that takes too long. */
    Uni<Statistics> count(StatisticsQuery query) {
        Tuple arguments = query.filter()
                .arguments()
                .addDouble((double) query.interval().toSeconds())
                .addOffsetDateTime(LogFilter.utc(StatisticsQuery.ORIGIN));
        return scans.ask(COUNT, arguments, config.queryTimeout(), StatisticsStore::count)
                .map(counts -> Statistics.of(query, counts));
    }

    private static Count count(Row row) {
        OffsetDateTime bucket = row.getOffsetDateTime("bucket");
        return new Count(
                bucket == null ? null : bucket.toInstant(),
                row.getString("source"),
                row.getString("level"),
                row.getString("category"),
                row.getLong("entries"));
    }
}
