package dev.sealwatch.detection;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Finds what else is known of whom an anomaly is about. */
@ApplicationScoped
class NeighbourStore {

    private final Pool pool;
    private final AnomalyRows rows;

    NeighbourStore(Pool pool, AnomalyRows rows) {
        this.pool = pool;
        this.rows = rows;
    }

    private static final String NEIGHBOURS = """
            select other.*, other.evidence::text as evidence_text
              from security_anomalies as one
              join security_anomalies as other
                on other.id <> one.id
               and other.merged_into is null
               and (other.key = one.key or other.user_key = one.user_key or other.ip_address = one.ip_address)
               and other.last_seen >= one.first_seen - interval '1 hour'
               and other.first_seen <= one.last_seen + interval '1 hour'
             where one.id = $1
             order by other.last_seen desc, other.id desc
             limit 10
            """;

    /** Ten other anomalies of its user or its address, of an hour before and after it; the latest first. */
    Uni<List<Anomaly>> of(long id) {
        return pool.preparedQuery(NEIGHBOURS)
                .execute(Tuple.of(id))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(found -> found.stream()
                        .map(row -> rows.read(row, AnomalyRows.LISTED))
                        .toList());
    }
}
