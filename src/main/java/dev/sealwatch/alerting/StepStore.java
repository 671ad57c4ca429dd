package dev.sealwatch.alerting;

import dev.sealwatch.alerting.Alerts.Outcome;
import dev.sealwatch.alerting.Alerts.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** Acknowledges and resolves alerts, one or many. */
@ApplicationScoped
class StepStore {

    private final JudgmentStore judgments;
    private final Outbox outbox;
    private final Clock clock;

    StepStore(JudgmentStore judgments, Outbox outbox, Clock clock) {
        this.judgments = judgments;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The same while nothing is judged, as that changes many too, in another order. */
    Uni<Outcome> takeAlone(SqlConnection connection, Selection selection, Step step, String by) {
        return judgments.alone(connection).chain(() -> take(connection, selection, step, by));
    }

    // Of several who do it at once, the first gets the row; the others see what he made of it.
    private static final String TAKE = """
              with matching as (
                   select id
                     from matching_alerts($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
                    where $15::bigint[] is null
                       or id = any ($15)),
                   held as (
                   select id, status
                     from security_alerts
                    where id in (select id from matching order by id limit $16)
                    order by id
                      for no key update),
                   changed as (
                   update security_alerts as alert
                      set status = $17,
                          acknowledged_at = case $17 when 'acknowledged' then $18 else alert.acknowledged_at end,
                          acknowledged_by = case $17 when 'acknowledged' then $19 else alert.acknowledged_by end,
                          resolved_at = case $17 when 'resolved' then $18::timestamptz end,
                          resolved_by = case $17 when 'resolved' then $19 end,
                          resolution_notes = $20,
                          classification = $21
                     from held
                    where alert.id = held.id
                      and (held.status = 'active' or held.status = 'acknowledged' and $17 = 'resolved')
                   returning alert.id, extract(epoch from $18::timestamptz - alert.created_at)::float8 as seconds)
            select (select count(*) from matching) as matching,
                   (select count(*) from held) as held,
                   count(*) as changed,
                   encode(sha256(convert_to(coalesce(string_agg(id::text, ',' order by id), ''), 'UTF8')), 'hex') as digest,
                   coalesce(array_agg(seconds), '{}') as seconds,
                   coalesce(array_agg(id), '{}') as ids
              from changed
            """;

    /** Of a filter's matches the {@link BulkRequest#MOST} eldest. @param connection of the change that it is part of */
    Uni<Outcome> take(SqlConnection connection, Selection selection, Step step, String by) {
        Tuple values = selection
                .filter()
                .arguments()
                .addValue(selection.array())
                .addInteger(BulkRequest.MOST)
                .addString(step.to().word())
                .addOffsetDateTime(Columns.utc(clock.instant()))
                .addString(by)
                .addString(step.notes())
                .addString(
                        step.classification() == null
                                ? null
                                : step.classification().word());
        return connection
                .preparedQuery(TAKE)
                .execute(values)
                .map(rows -> rows.iterator().next())
                .call(row -> outbox.follow(connection, List.of(row.getArrayOfLongs("ids")), step.to()))
                .map(row -> outcome(row, selection));
    }

    private static Outcome outcome(Row row, Selection selection) {
        long asked = selection.ids() == null
                ? row.getLong("matching")
                : selection.ids().size();
        long held = row.getLong("held");
        long changed = row.getLong("changed");
        List<Double> seconds = Arrays.asList(row.getArrayOfDoubles("seconds"));
        return new Outcome(changed, asked - held, held - changed, row.getString("digest"), seconds);
    }
}
