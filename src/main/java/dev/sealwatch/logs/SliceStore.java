package dev.sealwatch.logs;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Reads entries in order of time, so many at once as were asked for and as memory has room for. */
@ApplicationScoped
class SliceStore {

    /** Bytes of messages and metadata; the entry that passes it is the last one. Many thousand ordinary entries. */
    private static final int MOST_BYTES = 4 << 20;

    private final ScanStore scans;
    private final LogsConfig config;

    SliceStore(ScanStore scans, LogsConfig config) {
        this.scans = scans;
        this.config = config;
    }

    // Entries are chosen first and weighed then, so that the choice is planned as if it were alone. A position that has
    // no time is behind -infinity.
    private static final String NEWEST_FIRST = """
            select *
              from (select *,
                           lead(id) over following is not null as more,
                           coalesce(sum(octet_length(message) + coalesce(octet_length(metadata), 0)) over before, 0) as bytes_before
                      from (select *
                              from matching_entries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                                                    $17, $18, $19, $20, $21)
                             where ($23::bigint is null or (timestamp, id) < (coalesce($22::timestamptz, '-infinity'), $23))
                               and ($24::bigint is null or id < $24)
                             order by timestamp desc, id desc
                             limit $25 + 1
                            offset $26) as entry
                    window following as (order by timestamp desc, id desc),
                           before as (order by timestamp desc, id desc rows between unbounded preceding and 1 preceding)) as weighed
             where bytes_before < $27
             order by timestamp desc, id desc
             limit $25
            """;

    private static final String OLDEST_FIRST = """
            select *
              from (select *,
                           lead(id) over following is not null as more,
                           coalesce(sum(octet_length(message) + coalesce(octet_length(metadata), 0)) over before, 0) as bytes_before
                      from (select *
                              from matching_entries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                                                    $17, $18, $19, $20, $21)
                             where ($23::bigint is null or (timestamp, id) > (coalesce($22::timestamptz, '-infinity'), $23))
                               and ($24::bigint is null or id < $24)
                             order by timestamp, id
                             limit $25 + 1
                            offset $26) as entry
                    window following as (order by timestamp, id),
                           before as (order by timestamp, id rows between unbounded preceding and 1 preceding)) as weighed
             where bytes_before < $27
             order by timestamp, id
             limit $25
            """;

    /** Fails with a refusal of 422 when it takes too long. */
    Uni<Slice> read(Stretch stretch, boolean newestFirst) {
        return read(stretch, newestFirst, config.queryTimeout());
    }

    Uni<Slice> read(Stretch stretch, boolean newestFirst, Duration limit) {
        return scans.ask(
                        newestFirst ? NEWEST_FIRST : OLDEST_FIRST,
                        stretch.arguments().addInteger(MOST_BYTES),
                        limit,
                        Found::of)
                .map(SliceStore::slice);
    }

    private record Found(StoredEntry entry, boolean more) {

        static Found of(Row row) {
            return new Found(StoredEntry.of(row), row.getBoolean("more"));
        }
    }

    private static Slice slice(List<Found> found) {
        boolean more = !found.isEmpty() && found.get(found.size() - 1).more();
        return new Slice(found.stream().map(Found::entry).toList(), more);
    }
}
