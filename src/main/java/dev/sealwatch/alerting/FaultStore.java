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

    // Results name thousands of entries: those that have been judged for long are not read again and again.
    private static final String FAULTS = """
            select 'verification:' || verification.id || ':' || kind as name, kind, updated_at as at,
                   (verification.result ->> kind)::bigint as found
              from verifications as verification
             cross join unnest(array['tampered', 'missing', 'inserted']) as kind
             where verification.state = 'done'
               and verification.started_at > $1::timestamptz - interval '7 days'
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

    /** What verifications of the last week have found, and eras of the database that began after the first. */
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
