package dev.sealwatch.logs;

import dev.sealwatch.logs.Statistics.Count;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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
              from (select source, level, category, date_bin(make_interval(secs => $22), timestamp, $23) as bucket
                      from matching_entries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                                            $17, $18, $19, $20, $21)) as entry
             group by grouping sets ((source), (category), (bucket, level))
            """;

    // Whole hours as they were counted, and of them what was not counted yet; the edges of the range are read. Whoever
    // reads batches remembers what it has read: see BatchReaderStore.
    private static final String ADD_UP = """
              with reader as (
                   select coalesce(max(era), 0) as era, coalesce(max(snapshot::text), '1:1:')::pg_snapshot as snapshot,
                          max(until_era) as until_era, max(until::text)::pg_snapshot as until,
                          coalesce(max(position), 0) as position
                     from batch_readers
                    where name = 'logs.statistics'),
                   uncounted as (
                   select batch_no, created_at as received
                     from reader
                     join log_batches as batch
                       on batch.created_at >= $11
                      and (batch.era > reader.era
                           or batch.era = reader.era and batch.tx >= pg_snapshot_xmin(reader.snapshot)
                              and not pg_visible_in_snapshot(batch.tx, reader.snapshot))
                    where reader.until is null
                       or batch_no > position
                       or not (batch.era < until_era or batch.era = until_era and pg_visible_in_snapshot(batch.tx, until))),
                   counted as (
                   select hour as time, source, level, category, entries
                     from log_counts
                    where hour >= $24
                      and hour < $25
                      and ($1::text[] is null or source = any ($1))
                      and ($2::text[] is null or level = any ($2))
                      and ($3::text[] is null or category = any ($3))
                      and (source <> 'demo'
                           or not exists (select from log_sources where name = 'demo' and shown_from is not null and not shown))
                      and ($17::text[] is null or source <> all ($17))
                      and ($18::text[] is null or level <> all ($18))
                      and ($19::text[] is null or category <> all ($19))
                    union all
                   select entry.timestamp, entry.source, entry.level, entry.category, 1
                     from uncounted
                    cross join lateral (
                          select stored.timestamp, stored.source, stored.level, stored.category, stored.principal
                            from aggregated_logs as stored
                           where stored.created_at = uncounted.received
                             and stored.id >= uncounted.batch_no * 65536
                             and stored.id < (uncounted.batch_no + 1) * 65536
                          offset 0) as entry
                    where timestamp >= $24
                      and timestamp < $25
                      and ($1::text[] is null or source = any ($1))
                      and ($2::text[] is null or level = any ($2))
                      and ($3::text[] is null or category = any ($3))
                      and (received >= (select coalesce(max(shown_from), '-infinity') from log_sources where name = 'demo')
                           or source <> 'demo'
                           or principal <> 'sealwatch')
                      and ($17::text[] is null or source <> all ($17))
                      and ($18::text[] is null or level <> all ($18))
                      and ($19::text[] is null or category <> all ($19))
                    union all
                   select timestamp, source, level, category, 1
                     from matching_entries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                                           $17, $18, $19, $20, $21)
                    where timestamp < $24
                    union all
                   select timestamp, source, level, category, 1
                     from matching_entries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                                           $17, $18, $19, $20, $21)
                    where timestamp >= $25)
            select bucket, source, level, category, sum(entries)::bigint as entries
              from (select source, level, category, entries, date_bin(make_interval(secs => $22), time, $23) as bucket
                      from counted) as binned
             group by grouping sets ((source), (category), (bucket, level))
            """;

    /** By the counts of hours where these answer it, else by one scan; fails with a refusal of 422 when that is too slow. */
    Uni<Statistics> count(StatisticsQuery query) {
        return count(query, config.queryTimeout());
    }

    /** The same for a page that has more to show: it is not kept waiting. */
    Uni<Statistics> glance(StatisticsQuery query) {
        return count(query, config.glanceTimeout());
    }

    private Uni<Statistics> count(StatisticsQuery query, Duration limit) {
        Tuple arguments = query.filter()
                .arguments()
                .addDouble((double) query.interval().toSeconds())
                .addOffsetDateTime(LogFilter.utc(StatisticsQuery.ORIGIN));
        String sql = COUNT;
        if (query.isByTheHour()) {
            sql = ADD_UP;
            arguments
                    .addOffsetDateTime(LogFilter.utc(query.firstHour()))
                    .addOffsetDateTime(LogFilter.utc(query.lastHour()));
        }
        return scans.ask(sql, arguments, limit, StatisticsStore::count).map(counts -> Statistics.of(query, counts));
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
