package dev.sealwatch.logs;

import dev.sealwatch.logs.Sources.Source;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** How much there is of each source, and how much room it takes. */
@ApplicationScoped
class SourceUseStore {

    private final Pool pool;

    SourceUseStore(Pool pool) {
        this.pool = pool;
    }

    /** @param hour the latest that has entries of it, by their timestamps, or null */
    record SourceUse(Source source, long entries, Instant hour) {

        public String word() {
            return SourceStore.word(source.priority());
        }
    }

    private static final String USES = """
            select name, priority, retention_days, coalesce(entries, 0) as entries, hour
              from log_sources
              left join (select source as name, sum(entries)::bigint as entries, max(hour) as hour
                           from log_counts
                          group by source) as counted using (name)
             order by name
            """;

    /** Every source, by name, with its entries as far as they are counted. */
    Uni<List<SourceUse>> all() {
        return pool.preparedQuery(USES)
                .mapping(SourceUseStore::use)
                .execute()
                .map(rows -> rows.stream().toList());
    }

    private static SourceUse use(Row row) {
        OffsetDateTime hour = row.getOffsetDateTime("hour");
        return new SourceUse(SourceStore.source(row), row.getLong("entries"), hour == null ? null : hour.toInstant());
    }

    /** What entries of one retention take, whatever their sources are: they lie in the same tables. */
    record Room(int days, long partitions, long bytes) {

        public long mebibytes() {
            return bytes >> 20;
        }
    }

    private static final String ROOMS = """
            select substring(parent.relname from '[0-9]{5}$')::integer as days,
                   count(*) as partitions,
                   coalesce(sum(pg_total_relation_size(child.oid)), 0)::bigint as bytes
              from pg_inherits
              join pg_class as child on child.oid = inhrelid
              join pg_class as parent on parent.oid = inhparent
             where parent.relname ~ '^aggregated_logs_r[0-9]{5}$'
               and parent.relnamespace = current_schema()::regnamespace
             group by 1
             order by 1
            """;

    /** The shortest retention first. */
    Uni<List<Room>> rooms() {
        return pool.query(ROOMS)
                .mapping(row -> new Room(row.getInteger("days"), row.getLong("partitions"), row.getLong("bytes")))
                .execute()
                .map(rows -> rows.stream().toList());
    }
}
