package dev.sealwatch.detection;

import dev.sealwatch.detection.Anomalies.Resolution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;

/** Resolves anomalies, one or many. */
@ApplicationScoped
class ResolutionStore {

    private final Clock clock;

    ResolutionStore(Clock clock) {
        this.clock = clock;
    }

    // In the order of ids, like whoever else changes several: nobody waits for a row of somebody who waits for his.
    // Of what the service resolved by itself, somebody may still say what it was: it is his from then on.
    private static final String RESOLVE = """
              with matching as (
                   select id
                     from matching_anomalies($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                    where $14::bigint[] is null
                       or id = any ($14)),
                   held as (
                   select id, status, resolved_by, merged_into
                     from security_anomalies
                    where id in (select id from matching order by id limit $15)
                    order by id
                      for no key update),
                   changed as (
                   update security_anomalies as anomaly
                      set status = 'resolved', resolved_at = $16, resolved_by = $17, resolution_notes = $18,
                          classification = $19, ended_at = coalesce(anomaly.ended_at, $16)
                     from held
                    where anomaly.id = held.id
                      and (held.status = 'open'
                           or held.resolved_by = 'system' and num_nonnulls($18::text, $19::text) > 0)
                      and held.merged_into is null
                   returning anomaly.id)
            select (select count(*) from matching) as matching,
                   (select count(*) from held) as held,
                   count(*) as changed,
                   encode(sha256(convert_to(coalesce(string_agg(id::text, ',' order by id), ''), 'UTF8')), 'hex') as digest
              from changed
            """;

    /**
     * Ends episodes, of a filter's matches the {@link BulkRequest#MOST} eldest; each counts anew from what comes later.
     *
     * @param connection of the change that it is part of
     */
    Uni<BulkOutcome> resolve(SqlConnection connection, Selection selection, Resolution how, String by) {
        Tuple values = selection
                .filter()
                .arguments()
                .addValue(selection.array())
                .addInteger(BulkRequest.MOST)
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC))
                .addString(by)
                .addString(how.notes())
                .addString(
                        how.classification() == null
                                ? null
                                : how.classification().word());
        return connection
                .preparedQuery(RESOLVE)
                .execute(values)
                .map(rows -> outcome(rows.iterator().next(), selection));
    }

    private static BulkOutcome outcome(Row row, Selection selection) {
        long asked = selection.ids() == null
                ? row.getLong("matching")
                : selection.ids().size();
        long held = row.getLong("held");
        long changed = row.getLong("changed");
        return new BulkOutcome(changed, asked - held, held - changed, row.getString("digest"));
    }
}
