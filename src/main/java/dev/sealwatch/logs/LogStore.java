package dev.sealwatch.logs;

import dev.sealwatch.pages.Query;
import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds entries. */
@ApplicationScoped
class LogStore {

    /** What takes longer than such a part of the time is no step on the way, but the answer. */
    private static final int STEP_SHARE = 8;

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
        return find(query).chain(found -> total(query, found).map(total -> LogPage.of(query, found, total)));
    }

    /** The same without counting. */
    Uni<Slice> find(LogQuery query) {
        return entries(query, query.lookBack(clock.instant()), false);
    }

    /** @param patient whether each step may take as long as the last one: what was stopped once is worth waiting for */
    private Uni<Slice> entries(LogQuery query, List<Instant> lookBack, boolean patient) {
        List<Instant> farther = lookBack.subList(1, lookBack.size());
        Duration whole = config.queryTimeout();
        boolean stoppable = !patient && !farther.isEmpty();
        return slices.read(
                        query.since(lookBack.get(0)),
                        query.newestFirst(),
                        stoppable ? whole.dividedBy(STEP_SHARE) : whole)
                .map(Optional::of)
                .onFailure(failure -> stoppable && failure instanceof Refusal)
                .recoverWithItem(Optional.empty())
                .chain(found -> found.isEmpty()
                        ? entries(query, lookBack, true)
                        : found.filter(page -> page.more() || farther.isEmpty())
                                .map(page -> Uni.createFrom().item(page))
                                .orElseGet(() -> entries(query, farther, patient)));
    }

    private Uni<Total> total(LogQuery query, Slice found) {
        if (query.after() != null) {
            return Uni.createFrom().item(query.after().total());
        }
        boolean showsTheEnd = !found.more() && (found.size() > 0 || query.offset() == 0);
        int atLeast = query.offset() + found.size();
        return showsTheEnd
                ? Uni.createFrom().item(new Total(atLeast, false))
                : counted(query.filter(), config.countTimeout())
                        .onFailure(Refusal.class)
                        .recoverWithItem(new Total(found.size() == 0 ? 0 : atLeast + 1, true));
    }

    private static final String COUNT = """
            select count(*)
              from (select
                      from matching_entries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                                            $17, $18, $19, $20, $21)
                     limit $22) as counted
            """;

    /** So many, or at least none where counting would keep a page waiting. */
    Uni<Total> glance(LogFilter filter) {
        return counted(filter, config.glanceTimeout()).onFailure(Refusal.class).recoverWithItem(new Total(0, true));
    }

    private Uni<Total> counted(LogFilter filter, Duration limit) {
        Tuple arguments = filter.arguments().addInteger(Total.EXACT_TO + 1);
        return scans.ask(COUNT, arguments, limit, row -> Total.counted(row.getLong(0)))
                .map(rows -> rows.get(0));
    }

    private static final String OPEN = """
            select *, jsonb_pretty(metadata::jsonb) as pretty
              from stored_entries
             where id = $1
             limit 1
            """;

    /** An entry with all there is to it. @param metadata over many lines, or null. @param state of {@link StoredEntry.Checked} */
    record Opened(LogLine line, String metadata, String state) {

        Opened as(String found) {
            return new Opened(line, metadata, found);
        }
    }

    /** @param list the address that it is opened from */
    Uni<Optional<Opened>> open(long id, Query list) {
        return scans.ask(
                        OPEN,
                        Tuple.of(id),
                        config.queryTimeout(),
                        row -> new Opened(new LogLine(StoredEntry.of(row), list), row.getString("pretty"), null))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String EMPTY = """
            select not exists (select from log_batches) as empty
            """;

    /** Whether nothing was ever stored. */
    Uni<Boolean> isEmpty() {
        return scans.ask(EMPTY, Tuple.tuple(), config.queryTimeout(), row -> row.getBoolean("empty"))
                .map(rows -> rows.get(0));
    }
}
