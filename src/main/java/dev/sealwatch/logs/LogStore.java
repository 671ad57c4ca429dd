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

    private final SliceStore slices;
    private final ScanStore scans;
    private final LogsConfig config;
    private final Clock clock;

    LogStore(SliceStore slices, ScanStore scans, LogsConfig config, Clock clock) {
        this.slices = slices;
        this.scans = scans;
        this.config = config;
        this.clock = clock;
    }

    /** Fails with a {@link Refusal} of 422 when it takes too long. */
    Uni<LogPage> search(LogQuery query) {
        return entries(query, query.lookBack(clock.instant()))
                .chain(found -> total(query, found).map(total -> LogPage.of(query, found, total)));
    }

    private Uni<Slice> entries(LogQuery query, List<Instant> lookBack) {
        List<Instant> farther = lookBack.subList(1, lookBack.size());
        return slices.read(query.since(lookBack.get(0)), query.newestFirst())
                .chain(found ->
                        found.more() || farther.isEmpty() ? Uni.createFrom().item(found) : entries(query, farther));
    }

    private Uni<Total> total(LogQuery query, Slice found) {
        if (query.after() != null) {
            return Uni.createFrom().item(query.after().total());
        }
        boolean showsTheEnd = !found.more() && (found.size() > 0 || query.offset() == 0);
        int atLeast = query.offset() + found.size();
        return showsTheEnd
                ? Uni.createFrom().item(new Total(atLeast, false))
                : count(query.filter())
                        .onFailure(Refusal.class)
                        .recoverWithItem(new Total(found.size() == 0 ? 0 : atLeast + 1, true));
    }

    private static final String COUNT = """
            select count(*)
              from (select
                      from matching_entries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
                     limit $17) as counted
            """;

    private Uni<Total> count(LogFilter filter) {
        Tuple arguments = filter.arguments().addInteger(Total.EXACT_TO + 1);
        return scans.ask(COUNT, arguments, config.countTimeout(), row -> Total.counted(row.getLong(0)))
                .map(rows -> rows.get(0));
    }
}
