package dev.sealwatch.logs;

import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Finds entries. */
@ApplicationScoped
class LogStore {

    private final ScanStore scans;
    private final LogsConfig config;
    private final Clock clock;

    LogStore(ScanStore scans, LogsConfig config, Clock clock) {
        this.scans = scans;
        this.config = config;
        this.clock = clock;
    }

    /** Fails with a {@link Refusal} of 422 when it takes too long. */
    Uni<LogPage> search(LogQuery query) {
        return entries(query, query.lookBack(clock.instant()))
                .chain(found -> total(query, found).map(total -> LogPage.of(query, found, total)));
    }

    /** One entry more than the page holds, where there is one. */
    private Uni<List<StoredEntry>> entries(LogQuery query, List<Instant> lookBack) {
        List<Instant> farther = lookBack.subList(1, lookBack.size());
        return entries(query, lookBack.get(0))
                .chain(found -> found.size() > query.limit() || farther.isEmpty()
                        ? Uni.createFrom().item(found)
                        : entries(query, farther));
    }

    private static final String NEWEST_FIRST = """
            select *
              from matching_entries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             where ($12::timestamptz is null or (timestamp, id) < ($12, $13))
             order by timestamp desc, id desc
             limit $14
            offset $15
            """;

    private static final String OLDEST_FIRST = """
            select *
              from matching_entries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             where ($12::timestamptz is null or (timestamp, id) > ($12, $13))
             order by timestamp, id
             limit $14
            offset $15
            """;

    private Uni<List<StoredEntry>> entries(LogQuery query, Instant since) {
        Cursor after = query.after();
        Tuple arguments = query.filter()
                .between(since, query.filter().until())
                .arguments()
                .addOffsetDateTime(after == null ? null : LogFilter.utc(after.timestamp()))
                .addLong(after == null ? null : after.id())
                .addInteger(query.limit() + 1)
                .addInteger(query.offset());
        String sql = query.newestFirst() ? NEWEST_FIRST : OLDEST_FIRST;
        return scans.ask(sql, arguments, config.queryTimeout(), StoredEntry::of);
    }

    private Uni<Total> total(LogQuery query, List<StoredEntry> found) {
        if (query.after() != null) {
            return Uni.createFrom().item(query.after().total());
        }
        boolean showsTheEnd = found.size() <= query.limit() && (!found.isEmpty() || query.offset() == 0);
        int atLeast = query.offset() + found.size();
        return showsTheEnd
                ? Uni.createFrom().item(new Total(atLeast, false))
                : count(query.filter())
                        .onFailure(Refusal.class)
                        .recoverWithItem(new Total(found.isEmpty() ? 0 : atLeast, true));
    }

    private static final String COUNT = """
            select count(*)
              from (select from matching_entries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) limit $12) as counted
            """;

    private Uni<Total> count(LogFilter filter) {
        Tuple arguments = filter.arguments().addInteger(Total.EXACT_TO + 1);
        return scans.ask(COUNT, arguments, config.countTimeout(), row -> Total.counted(row.getLong(0)))
                .map(rows -> rows.get(0));
    }
}
