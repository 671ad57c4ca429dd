package dev.sealwatch.alerting;

import static dev.sealwatch.alerting.Columns.time;
import static dev.sealwatch.alerting.Columns.utc;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The mutes. */
@ApplicationScoped
class MuteStore {

    private final Pool pool;
    private final Clock clock;

    MuteStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    private static final String CURRENT = """
            select *
              from alert_mutes
             where until > $1
             order by until, id
            """;

    /** Those that have not ended. */
    Uni<List<Mute>> current() {
        return current(pool, clock.instant());
    }

    Uni<List<Mute>> current(SqlClient client, Instant now) {
        return client.preparedQuery(CURRENT)
                .mapping(MuteStore::mute)
                .execute(Tuple.of(utc(now)))
                .map(rows -> rows.stream().toList());
    }

    private static final String ADD = """
            insert into alert_mutes (rule_id, user_id, user_key, ip_address, ip_key, reason, until, created_at, created_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            returning *
            """;

    /** On the connection of the change that it is part of. */
    Uni<Mute> add(SqlConnection connection, SentMute mute, Instant until, String by) {
        Tuple values = Tuple.tuple()
                .addString(mute.ruleId())
                .addString(mute.userId())
                .addString(mute.userKey())
                .addString(mute.ipAddress())
                .addString(mute.ipKey())
                .addString(mute.reason())
                .addOffsetDateTime(utc(until))
                .addOffsetDateTime(utc(clock.instant()))
                .addString(by);
        return connection
                .preparedQuery(ADD)
                .mapping(MuteStore::mute)
                .execute(values)
                .map(rows -> rows.iterator().next());
    }

    private static final String REMOVE = """
            delete from alert_mutes
             where id = $1
            returning *
            """;

    Uni<Optional<Mute>> remove(SqlConnection connection, long id) {
        return connection
                .preparedQuery(REMOVE)
                .mapping(MuteStore::mute)
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().findFirst());
    }

    private static Mute mute(Row row) {
        return new Mute(
                row.getLong("id"),
                row.getString("rule_id"),
                row.getString("user_id"),
                row.getString("user_key"),
                row.getString("ip_address"),
                row.getString("ip_key"),
                row.getString("reason"),
                time(row, "until"),
                time(row, "created_at"),
                row.getString("created_by"));
    }
}
