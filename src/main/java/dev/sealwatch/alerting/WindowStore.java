package dev.sealwatch.alerting;

import static dev.sealwatch.alerting.Columns.time;
import static dev.sealwatch.alerting.Columns.utc;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The maintenance windows. */
@ApplicationScoped
class WindowStore {

    private final Pool pool;
    private final Clock clock;

    WindowStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    private static final String COMING = """
            select *
              from maintenance_windows
             where ends_at > $1
             order by starts_at, id
            """;

    /** Those that are on, and to come. */
    Uni<List<MaintenanceWindow>> coming() {
        return pool.preparedQuery(COMING)
                .mapping(WindowStore::window)
                .execute(Tuple.of(utc(clock.instant())))
                .map(rows -> rows.stream().toList());
    }

    private static final String ON = """
            select *
              from maintenance_windows
             where starts_at <= $1
               and ends_at > $1
            """;

    Uni<List<MaintenanceWindow>> on(SqlConnection connection, Instant now) {
        return connection
                .preparedQuery(ON)
                .mapping(WindowStore::window)
                .execute(Tuple.of(utc(now)))
                .map(rows -> rows.stream().toList());
    }

    private static final String ADD = """
            insert into maintenance_windows (starts_at, ends_at, rule_ids, reason, created_at, created_by)
            values ($1, $2, $3, $4, $5, $6)
            returning *
            """;

    /** On the connection of the change that it is part of. */
    Uni<MaintenanceWindow> add(SqlConnection connection, SentWindow.Span span, SentWindow window, String by) {
        Tuple values = Tuple.tuple()
                .addOffsetDateTime(utc(span.from()))
                .addOffsetDateTime(utc(span.until()))
                .addArrayOfString(
                        window.ruleIds() == null ? null : window.ruleIds().toArray(String[]::new))
                .addString(window.reason())
                .addOffsetDateTime(utc(clock.instant()))
                .addString(by);
        return connection
                .preparedQuery(ADD)
                .mapping(WindowStore::window)
                .execute(values)
                .map(rows -> rows.iterator().next());
    }

    private static final String REMOVE = """
            delete from maintenance_windows
             where id = $1
            returning *
            """;

    /** What it holds back is told with the next cycle. */
    Uni<Optional<MaintenanceWindow>> remove(SqlConnection connection, long id) {
        return connection
                .preparedQuery(REMOVE)
                .mapping(WindowStore::window)
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().findFirst());
    }

    private static MaintenanceWindow window(Row row) {
        String[] rules = row.getArrayOfStrings("rule_ids");
        return new MaintenanceWindow(
                row.getLong("id"),
                time(row, "starts_at"),
                time(row, "ends_at"),
                rules == null ? null : List.of(rules),
                row.getString("reason"),
                time(row, "created_at"),
                row.getString("created_by"));
    }
}
