package dev.sealwatch.logs;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** Reads what was stored since somebody looked last. */
@ApplicationScoped
class TailStore {

    private final ScanStore scans;
    private final LogsConfig config;

    TailStore(ScanStore scans, LogsConfig config) {
        this.scans = scans;
        this.config = config;
    }

    /**
     * What is new.
     *
     * @param snapshot what has been seen by now
     * @param matched how many there are, the entries being the latest of them
     */
    record News(String snapshot, List<StoredEntry> entries, long matched) {}

    // Batches commit in any order, so a number does not say what somebody has seen; a snapshot does. Who was away for
    // very long gets the latest batches alone.
    private static final String NEWS = """
            select now.snapshot, entry.*
              from (select pg_current_snapshot()::text as snapshot) as now
              left join lateral (
                   select found.*, count(*) over () as matched
                     from (select batch_no as fresh_no, created_at as received
                             from log_batches
                            where era = (select max(era) from log_eras)
                              and tx >= pg_snapshot_xmin($22::text::pg_snapshot)
                              and not pg_visible_in_snapshot(tx, $22::text::pg_snapshot)
                            order by batch_no desc
                            limit 500) as fresh
                    cross join lateral (
                          select *
                            from matching_entries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                                                  $17, $18, $19, $20, $21)
                           where created_at = fresh.received
                             and id >= fresh.fresh_no * 65536
                             and id < (fresh.fresh_no + 1) * 65536
                          offset 0) as found
                    order by found.id desc
                    limit $23) as entry on true
             order by entry.id
            """;

    /** @param seen what was seen before, or null for nothing */
    Uni<News> since(String seen, LogFilter filter, int most) {
        Tuple arguments = filter.arguments().addString(seen).addInteger(most);
        return scans.ask(NEWS, arguments, config.countTimeout(), Found::of).map(TailStore::news);
    }

    private record Found(String snapshot, StoredEntry entry, Long matched) {

        static Found of(Row row) {
            Long matched = row.getLong("matched");
            return new Found(row.getString("snapshot"), matched == null ? null : StoredEntry.of(row), matched);
        }
    }

    private static News news(List<Found> found) {
        Found first = found.get(0);
        return new News(
                first.snapshot(),
                found.stream().map(Found::entry).filter(Objects::nonNull).toList(),
                first.matched() == null ? 0 : first.matched());
    }
}
