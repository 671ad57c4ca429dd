package dev.sealwatch.intel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The indicators, as people read and change them. */
@ApplicationScoped
class ThreatStore {

    private final Pool pool;
    private final Clock clock;

    ThreatStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    private static final String PAGE = """
            select *
              from matching_threats($1, $2, $3, $4, $5, $6, $7, $8)
             order by case $9::text when 'occurrences' then occurrences when '-occurrences' then -occurrences end,
                      case $9::text when 'last_seen' then last_seen end,
                      last_seen desc, id desc
             limit $10
            offset $11
            """;

    Uni<List<Threat>> page(ThreatQuery query) {
        Tuple arguments = query.filter(clock.instant())
                .addString(query.sort())
                .addInteger(query.limit())
                .addInteger(query.offset());
        return pool.preparedQuery(PAGE)
                .mapping(Threat::of)
                .execute(arguments)
                .map(rows -> rows.stream().toList());
    }

    private static final String COUNT = """
            select count(*) as total
              from matching_threats($1, $2, $3, $4, $5, $6, $7, $8)
            """;

    Uni<Long> count(ThreatQuery query) {
        return pool.preparedQuery(COUNT)
                .execute(query.filter(clock.instant()))
                .map(rows -> rows.iterator().next().getLong("total"));
    }

    private static final String FIND = """
            select *
              from threat_intelligence
             where id = $1
            """;

    Uni<Optional<Threat>> find(long id) {
        return one(pool, FIND, Tuple.of(id));
    }

    private static final String ADD = """
            insert into threat_intelligence (indicator, indicator_key, type, threat_level, description, source, set_by,
                                             added_at, occurrences, first_seen, last_seen, expires_at)
            values ($1, $2, $3, $4, $5, 'manual', $6, $7, 0, $7, $7, $8)
                on conflict on constraint threat_intelligence_once do nothing
            returning *
            """;

    /** Empty where it is on the list already. */
    Uni<Optional<Threat>> add(SqlConnection connection, Indicator subject, Verdict verdict) {
        Tuple values = Tuple.tuple()
                .addString(subject.text())
                .addString(subject.key())
                .addString(subject.type().word())
                .addString(verdict.level().word())
                .addString(verdict.description())
                .addString(verdict.by())
                .addOffsetDateTime(utc(clock.instant()))
                .addOffsetDateTime(utc(verdict.expiresAt()));
        return one(connection, ADD, values);
    }

    private static final String HOLD = """
            select *
              from threat_intelligence
             where id = $1
               for update
            """;

    /** As it is until the end of the transaction. */
    Uni<Optional<Threat>> hold(SqlConnection connection, long id) {
        return one(connection, HOLD, Tuple.of(id));
    }

    private static final String CHANGE = """
            update threat_intelligence
               set threat_level = $2, description = $3, source = 'manual', set_by = $4, expires_at = $5
             where id = $1
            returning *
            """;

    Uni<Optional<Threat>> change(SqlConnection connection, long id, Verdict verdict) {
        Tuple values = Tuple.of(id, verdict.level().word(), verdict.description(), verdict.by())
                .addOffsetDateTime(utc(verdict.expiresAt()));
        return one(connection, CHANGE, values);
    }

    private static final String REMOVE = """
            delete from threat_intelligence
             where id = $1
            returning *
            """;

    private static final String DISMISS = """
            update threat_sightings
               set counts = false
             where indicator = $1
               and counts
            """;

    /** The episodes behind it speak against nobody any more, so that it comes back only for another one. */
    Uni<Optional<Threat>> remove(SqlConnection connection, long id) {
        return one(connection, REMOVE, Tuple.of(id))
                .call(removed -> removed.filter(threat -> threat.type() == ThreatType.IP)
                        .map(threat -> connection.preparedQuery(DISMISS).execute(Tuple.of(threat.indicator())))
                        .orElse(Uni.createFrom().nullItem()));
    }

    private static Uni<Optional<Threat>> one(SqlClient client, String sql, Tuple arguments) {
        return client.preparedQuery(sql)
                .mapping(Threat::of)
                .execute(arguments)
                .map(rows -> rows.stream().findFirst());
    }

    private static OffsetDateTime utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
