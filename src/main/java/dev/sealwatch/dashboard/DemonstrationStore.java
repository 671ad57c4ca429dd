package dev.sealwatch.dashboard;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;

/** What there is of the demonstration. */
@ApplicationScoped
class DemonstrationStore {

    private final Pool pool;

    DemonstrationStore(Pool pool) {
        this.pool = pool;
    }

    /** @param since when it is shown, or null. @param found anomalies that came of it so far */
    record Staging(Instant since, long found) {

        public boolean isShown() {
            return since != null;
        }

        public boolean isComplete() {
            return found >= Story.ANOMALIES;
        }

        public int expected() {
            return Story.ANOMALIES;
        }
    }

    private static final String STAGING = """
            select (select shown_from from log_sources where name = 'demo' and shown) as since,
                   (select count(*)
                      from security_anomalies
                     where staged
                       and merged_into is null
                       and detected_at >= (select shown_from from log_sources where name = 'demo')) as found
            """;

    Uni<Staging> staging() {
        return pool.query(STAGING).execute().map(rows -> rows.iterator().next()).map(DemonstrationStore::staging);
    }

    private static Staging staging(Row row) {
        OffsetDateTime since = row.getOffsetDateTime("since");
        return new Staging(since == null ? null : since.toInstant(), row.getLong("found"));
    }

    /** What is left of it to be cleared away. @param seen anomalies that speak against an address */
    record Left(Set<Long> alerts, Set<Long> anomalies, Set<Long> seen) {

        static final Left NOTHING = new Left(Set.of(), Set.of(), Set.of());

        boolean isNothing() {
            return alerts.isEmpty() && anomalies.isEmpty() && seen.isEmpty();
        }
    }

    private static final String LEFT = """
            select coalesce((select array_agg(id)
                               from security_alerts
                              where status <> 'resolved'
                                and anomaly_id in (select id from security_anomalies where staged)), '{}') as alerts,
                   coalesce((select array_agg(id)
                               from security_anomalies
                              where staged
                                and status = 'open'
                                and merged_into is null), '{}') as anomalies,
                   coalesce((select array_agg(distinct anomaly_id)
                               from threat_sightings
                              where counts
                                and anomaly_id in (select id from security_anomalies where staged)), '{}') as seen
              from log_sources
             where name = 'demo'
               and not shown
            """;

    /** Nothing unless it was removed. */
    Uni<Left> left() {
        return left(pool);
    }

    Uni<Left> left(SqlClient client) {
        return client.query(LEFT)
                .mapping(DemonstrationStore::left)
                .execute()
                .map(rows -> rows.stream().findFirst().orElse(Left.NOTHING));
    }

    private static Left left(Row row) {
        return new Left(ids(row, "alerts"), ids(row, "anomalies"), ids(row, "seen"));
    }

    private static Set<Long> ids(Row row, String column) {
        return Set.of(row.getArrayOfLongs(column));
    }
}
