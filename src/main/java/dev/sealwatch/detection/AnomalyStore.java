package dev.sealwatch.detection;

import dev.sealwatch.platform.Refusal;
import dev.sealwatch.security.Parameters.Page;
import dev.sealwatch.security.Parameters.Pagination;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds anomalies. */
@ApplicationScoped
class AnomalyStore {

    /** One page of the list, and where in it that is. */
    record Listed(List<Anomaly> anomalies, Pagination pagination) {}

    private final Pool pool;
    private final AnomalyRows rows;

    AnomalyStore(Pool pool, AnomalyRows rows) {
        this.pool = pool;
        this.rows = rows;
    }

    // By id, which never changes. By severity and id, an anomaly that grows worse moves to the front.
    private static final String PAGE = """
              with matching as (
                   select id, id + case when $17 then severity_rank(severity) << 48 else 0 end as place
                     from matching_anomalies($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13))
            select counted.total, listed.place, anomaly.*, anomaly.evidence::text as evidence_text
              from (select count(*) as total from matching) as counted
              left join lateral (
                   select *
                     from matching
                    where $14::bigint is null
                       or place < $14
                    order by place desc
                    limit $15 + 1
                   offset $16) as listed on true
              left join security_anomalies as anomaly
                on anomaly.id = listed.id
             order by listed.place desc
            """;

    Uni<Listed> page(AnomalyQuery query) {
        return pool.preparedQuery(PAGE)
                .execute(query.arguments())
                // A thousand pieces of evidence.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(found -> listed(found.stream().toList(), query.page()));
    }

    private Listed listed(List<Row> found, Page page) {
        List<Anomaly> anomalies = found.stream()
                .filter(row -> row.getLong("id") != null)
                .limit(page.limit())
                .map(row -> rows.read(row, AnomalyRows.LISTED))
                .toList();
        Long last = found.size() > page.limit() ? found.get(page.limit() - 1).getLong("place") : null;
        return new Listed(anomalies, page.end(found.get(0).getLong("total"), last));
    }

    // Whoever was away for a thousand anomalies learns no more from the exact number.
    private static final String SINCE = """
            select count(*) as fresh
              from (select detected_at
                      from security_anomalies
                     order by id desc
                     limit 1000) as latest
             where detected_at > $1
            """;

    Uni<Long> since(Instant time) {
        return pool.preparedQuery(SINCE)
                .execute(Tuple.of(time.atOffset(ZoneOffset.UTC)))
                .map(found -> found.iterator().next().getLong("fresh"));
    }

    private static final String ONE = """
            select *, evidence::text as evidence_text
              from security_anomalies
             where id = $1
            """;

    /** @param mergedInto the anomaly that it became part of, or null */
    record Found(Anomaly anomaly, Long mergedInto) {}

    /** Fails with a refusal of 404. */
    Uni<Found> find(long id) {
        return find(pool, id);
    }

    private Uni<Found> find(SqlClient client, long id) {
        return client.preparedQuery(ONE)
                .execute(Tuple.of(id))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(found -> first(found.stream().toList()).orElseThrow(() -> Refusal.notFound("anomaly", id)));
    }

    private Optional<Found> first(List<Row> found) {
        return found.stream()
                .findFirst()
                .map(row -> new Found(rows.read(row, Integer.MAX_VALUE), row.getLong("merged_into")));
    }

    /** What was just changed; fails with a refusal where it is no open anomaly. @param connection of the change */
    Uni<Anomaly> changed(SqlConnection connection, long id, BulkOutcome outcome) {
        return find(connection, id).map(found -> outcome.changed() == 1 ? found.anomaly() : refuse(found));
    }

    private static Anomaly refuse(Found found) {
        long id = found.anomaly().id();
        if (found.mergedInto() != null) {
            throw Refusal.conflict("anomaly_merged", "Anomaly " + id + " became part of " + found.mergedInto() + ".")
                    .with(Map.of("merged_into", found.mergedInto()));
        }
        String how = "system".equals(found.anomaly().resolvedBy())
                ? " resolved itself. Say what it was with notes or a classification."
                : " is resolved already.";
        throw Refusal.conflict("already_resolved", "Anomaly " + id + how);
    }
}
