package dev.sealwatch.detection;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Counts matching events by key and bucket, so that keys which can not have reached a threshold need no closer look.
 *
 * <p>A bucket is as wide as the window: whatever window holds an event lies within its bucket and one neighbour.
 */
@ApplicationScoped
class CountStore {

    /** @param bucket event time divided by the window. @param events how many */
    record Count(String key, long bucket, int events) {}

    /** A count, and those of its neighbours as they were before. */
    record Counted(Count count, int before, int after) {}

    // In order of the primary key: pages are visited once each. What is newest has nothing after it.
    private static final String ADD = """
            insert into detector_counts as counted (type, bucket, key, events)
            select $1, bucket, key, events
              from unnest($2::bigint[], $3::text[], $4::integer[]) as fresh (bucket, key, events)
             order by bucket, key collate "C"
                on conflict (type, bucket, key) do update
               set events = counted.events + excluded.events
            returning counted.key, counted.bucket, counted.events,
                      coalesce((select neighbour.events
                                  from detector_counts as neighbour
                                 where neighbour.type = $1
                                   and neighbour.bucket = counted.bucket - 1
                                   and neighbour.key = counted.key), 0) as before,
                      case when counted.bucket < (select max(bucket) from detector_counts where type = $1)
                           then coalesce((select neighbour.events
                                            from detector_counts as neighbour
                                           where neighbour.type = $1
                                             and neighbour.bucket = counted.bucket + 1
                                             and neighbour.key = counted.key), 0)
                           else 0
                      end as after
            """;

    Uni<List<Counted>> add(SqlConnection connection, String type, List<Count> counts) {
        if (counts.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Tuple values = Tuple.tuple()
                .addString(type)
                .addValue(counts.stream().map(Count::bucket).toArray(Long[]::new))
                .addValue(counts.stream().map(Count::key).toArray(String[]::new))
                .addValue(counts.stream().map(Count::events).toArray(Integer[]::new));
        return connection
                .preparedQuery(ADD)
                .execute(values)
                // As many as keys in a minute.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> rows.stream().map(CountStore::counted).toList());
    }

    private static Counted counted(Row row) {
        Count count = new Count(row.getString("key"), row.getLong("bucket"), row.getInteger("events"));
        return new Counted(count, row.getInteger("before"), row.getInteger("after"));
    }
}
