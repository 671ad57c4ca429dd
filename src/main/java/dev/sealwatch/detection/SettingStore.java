package dev.sealwatch.detection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Thresholds and windows that were changed through the API. */
@ApplicationScoped
class SettingStore {

    private final Pool pool;
    private final Clock clock;

    SettingStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    private static final String CHANGED = """
            select type, threshold, window_seconds
              from detector_settings
            """;

    /** Rules that were changed, by type. */
    Uni<Map<String, Rule>> changed() {
        return pool.preparedQuery(CHANGED)
                .execute()
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.getString("type"), SettingStore::rule)));
    }

    private static final String KEEP = """
              with before as (select threshold, window_seconds from detector_settings where type = $1 for update),
                   kept as (
                       insert into detector_settings (type, threshold, window_seconds, updated_at, updated_by)
                       values ($1, $2, $3, $4, $5)
                           on conflict (type) do update
                          set threshold = excluded.threshold, window_seconds = excluded.window_seconds,
                              updated_at = excluded.updated_at, updated_by = excluded.updated_by)
            select threshold, window_seconds
              from before
            """;

    /** Sets a rule on the connection of the change that it is part of; what was set before. */
    Uni<Optional<Rule>> keep(SqlConnection connection, String type, Rule rule, String by) {
        Tuple values = Tuple.tuple()
                .addString(type)
                .addInteger(rule.threshold())
                .addLong(rule.window().toSeconds())
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC))
                .addString(by);
        return connection
                .preparedQuery(KEEP)
                .mapping(SettingStore::rule)
                .execute(values)
                .map(before -> before.stream().findFirst());
    }

    private static final String FORGET = """
            delete from detector_settings
             where type = $1
            returning threshold, window_seconds
            """;

    /** Leaves the configured one, on the connection of the change that it is part of; what was set before. */
    Uni<Optional<Rule>> forget(SqlConnection connection, String type) {
        return connection
                .preparedQuery(FORGET)
                .mapping(SettingStore::rule)
                .execute(Tuple.of(type))
                .map(before -> before.stream().findFirst());
    }

    private static Rule rule(Row row) {
        return new Rule(row.getInteger("threshold"), Duration.ofSeconds(row.getLong("window_seconds")));
    }
}
