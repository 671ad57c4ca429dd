package dev.sealwatch.detection;

import dev.sealwatch.platform.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds anomalies, and resolves them. */
@ApplicationScoped
class AnomalyStore {

    /** @param total how many match. @param next where to go on, or null at the end */
    record Page(List<Anomaly> anomalies, long total, String next) {}

    private final Pool pool;
    private final AnomalyRows rows;
    private final Clock clock;

    AnomalyStore(Pool pool, AnomalyRows rows, Clock clock) {
        this.pool = pool;
        this.rows = rows;
        this.clock = clock;
    }

    // Newest first by id: that never changes, while an episode grows.
    private static final String PAGE = """
              with matching as (
                   select id
                     from security_anomalies
                    where merged_into is null
                      and ($1::text[] is null or status = any ($1))
                      and ($2::text[] is null or type = any ($2))
                      and ($3::text[] is null or severity = any ($3))
                      and ($4::text[] is null or lower(trim(user_id)) = any ($4)
                           or key like 'user:%' and substr(key, 6) = any ($4))
                      and ($5::text[] is null or ip_address::inet <<= any ($5::text[]::inet[]) or key = any ($6::text[]))
                      and ($7::timestamptz is null or last_seen >= $7)
                      and ($8::timestamptz is null or first_seen < $8))
            select counted.total, anomaly.*, anomaly.evidence::text as evidence_text
              from (select count(*) as total from matching) as counted
              left join lateral (
                   select *
                     from security_anomalies
                    where id in (select id from matching)
                      and ($9::bigint is null or id < $9)
                    order by id desc
                    limit $10 + 1
                   offset $11) as anomaly on true
             order by anomaly.id desc
            """;

    Uni<Page> page(AnomalyQuery query) {
        return pool.preparedQuery(PAGE)
                .execute(query.arguments())
                .map(found -> page(found.stream().toList(), query.limit()));
    }

    private Page page(List<Row> found, int limit) {
        List<Anomaly> anomalies = found.stream()
                .filter(row -> row.getLong("id") != null)
                .limit(limit)
                .map(row -> rows.read(row, AnomalyRows.LISTED))
                .toList();
        String next = found.size() > limit
                ? AnomalyQuery.cursor(anomalies.get(anomalies.size() - 1).id())
                : null;
        return new Page(anomalies, found.get(0).getLong("total"), next);
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
                .map(found -> first(found.stream().toList()).orElseThrow(() -> Refusal.notFound("anomaly", id)));
    }

    private Optional<Found> first(List<Row> found) {
        return found.stream()
                .findFirst()
                .map(row -> new Found(rows.read(row, Integer.MAX_VALUE), row.getLong("merged_into")));
    }

    private static final String RESOLVE = """
            update security_anomalies
               set status = 'resolved', resolved_at = $2, resolved_by = $3, resolution_notes = $4, classification = $5,
                   ended_at = coalesce(ended_at, $2)
             where id = $1
               and status = 'open'
               and merged_into is null
            returning *, evidence::text as evidence_text
            """;

    /**
     * Ends the episode; it counts anew from what comes later. Fails with a refusal where it is not open.
     *
     * @param connection of the change that it is part of
     */
    Uni<Anomaly> resolve(SqlConnection connection, long id, Anomalies.Resolution how, String by) {
        Tuple values = Tuple.tuple()
                .addLong(id)
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
                .map(changed -> first(changed.stream().toList()))
                .flatMap(changed -> changed.map(found -> Uni.createFrom().item(found.anomaly()))
                        .orElseGet(() -> find(connection, id).map(AnomalyStore::refuse)));
    }

    private static Anomaly refuse(Found found) {
        long id = found.anomaly().id();
        if (found.mergedInto() != null) {
            throw Refusal.conflict("anomaly_merged", "Anomaly " + id + " became part of " + found.mergedInto() + ".")
                    .with(Map.of("merged_into", found.mergedInto()));
        }
        throw Refusal.conflict("already_resolved", "Anomaly " + id + " is resolved already.");
    }
}
