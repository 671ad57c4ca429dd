package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Alert.Facts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** What is wrong with the log itself, as far as it is known. */
@ApplicationScoped
class FaultStore {

    // Results name thousands of entries: those that have been judged for long are not read again and again. What was
    // found while nobody judged, for however long, is behind judged_to; a clock that was ahead does not hide the last
    // week.
    private static final String FAULTS = """
              with passed as (
                   update alert_rules
                      set judged_to = $1
                    where type = 'integrity'
                      and judged_to < $1::timestamptz - interval '1 hour'),
                   judged as (
                   select least(judged_to, $1) as until
                     from alert_rules
                    where type = 'integrity')
            select 'verification:' || verification.id || ':' || kind as name, kind, updated_at as at,
                   (verification.result ->> kind)::bigint as found
              from judged
             cross join verifications as verification
             cross join unnest(array['tampered', 'missing', 'inserted']) as kind
             where verification.state = 'done'
               and verification.started_at > judged.until - interval '7 days'
               and (verification.result ->> kind)::bigint > 0
               and not exists (select from alert_decisions
                                where occasion = 'verification:' || verification.id || ':' || kind)
             union all
            select 'era:' || era, 'rollback', null, era
              from log_eras
             where era > (select min(era) from log_eras)
               and not exists (select from alert_decisions where occasion = 'era:' || era)
             order by at, name
            """;

    /** What verifications have found, and eras of the database that began after the first. */
    Uni<List<Occasion>> next(SqlConnection connection, Instant now) {
        return connection
                .preparedQuery(FAULTS)
                .mapping(FaultStore::fault)
                .execute(Tuple.of(Columns.utc(now)))
                .map(rows -> rows.stream().toList());
    }

    private static Occasion fault(Row row) {
        String kind = row.getString("kind");
        Facts facts = new Facts(kind, null, row.getLong("found"), null, null, false);
        return Occasion.worst(row.getString("name"), "integrity:" + kind, facts, Columns.time(row, "at"));
    }
}
