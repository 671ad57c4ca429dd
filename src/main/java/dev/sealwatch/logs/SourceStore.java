package dev.sealwatch.logs;

import dev.sealwatch.logs.LogsConfig.SourceConfig;
import dev.sealwatch.logs.Sources.Priority;
import dev.sealwatch.logs.Sources.Source;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The registered sources. */
@ApplicationScoped
class SourceStore {

    private final Pool pool;
    private final Map<String, SourceConfig> configured;

    SourceStore(Pool pool, LogsConfig config) {
        this.pool = pool;
        this.configured = config.sources();
    }

    private static final String REGISTER = """
            insert into log_sources (name, priority, retention_days)
            select name, priority, retention_days
              from unnest($1::text[], $2::text[], $3::integer[]) as configured (name, priority, retention_days)
                on conflict (name) do nothing
            """;

    /** Adds the configured sources that are not there yet. */
    Uni<Void> register() {
        var names = configured.keySet().stream().sorted().toList();
        String[] priorities = names.stream()
                .map(name -> word(configured.get(name).priority()))
                .toArray(String[]::new);
        Integer[] days =
                names.stream().map(name -> configured.get(name).retentionDays()).toArray(Integer[]::new);
        return pool.preparedQuery(REGISTER)
                .execute(Tuple.of(names.toArray(String[]::new), priorities, days))
                .replaceWithVoid();
    }

    private static final String ALL = """
            select name, priority, retention_days
              from log_sources
             order by name
            """;

    Uni<List<Source>> all() {
        return pool.preparedQuery(ALL)
                .mapping(SourceStore::source)
                .execute()
                .map(rows -> rows.stream().toList());
    }

    private static final String KEEP = """
              with before as (select name, priority, retention_days from log_sources where name = $1 for update),
                   kept as (
                       insert into log_sources (name, priority, retention_days)
                       values ($1, $2, $3)
                           on conflict (name) do update
                          set priority = excluded.priority, retention_days = excluded.retention_days)
            select name, priority, retention_days
              from before
            """;

    /** Creates or changes a source on the connection of the change that it is part of; how it was before. */
    Uni<Optional<Source>> keep(SqlClient connection, Source source) {
        return connection
                .preparedQuery(KEEP)
                .mapping(SourceStore::source)
                .execute(Tuple.of(source.name(), word(source.priority()), source.retentionDays()))
                .map(before -> before.stream().findFirst());
    }

    private static final String SHOW = """
            insert into log_sources as known (name, priority, retention_days, shown, shown_from)
            values ($1, 'low', 1, true, $2)
                on conflict (name) do update
               set shown = true, shown_from = case when known.shown then known.shown_from else excluded.shown_from end
            returning shown_from
            """;

    /** Since when the demonstration is shown: from now on, unless one is shown already. */
    Uni<Instant> show(SqlClient connection, Instant now) {
        return connection
                .preparedQuery(SHOW)
                .execute(Tuple.of(Sources.DEMO, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getOffsetDateTime("shown_from"))
                .map(OffsetDateTime::toInstant);
    }

    // What another replica is storing just now, by a clock that may be ahead, was sent before.
    private static final String HIDE = """
            update log_sources
               set shown = false, shown_from = greatest(shown_from, $2) + interval '1 minute'
             where name = $1
               and shown
            """;

    /** Whether one was shown. */
    Uni<Boolean> hide(SqlClient connection, Instant now) {
        return connection
                .preparedQuery(HIDE)
                .execute(Tuple.of(Sources.DEMO, now.atOffset(ZoneOffset.UTC)))
                .map(changed -> changed.rowCount() > 0);
    }

    static Source source(Row row) {
        Priority priority = Priority.valueOf(row.getString("priority").toUpperCase(Locale.ROOT));
        return new Source(row.getString("name"), priority, row.getInteger("retention_days"));
    }

    static String word(Priority priority) {
        return priority.name().toLowerCase(Locale.ROOT);
    }
}
