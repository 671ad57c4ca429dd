package dev.sealwatch.detection;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sums up whom and what the entries behind findings name. */
@ApplicationScoped
class TallyStore {

    // The most frequent names by themselves, the others together: there may be as many as entries. Nobody else sends
    // under the principal of this service, so nobody hides behind the demonstration.
    private static final String TALLY = """
              with counted as (
                   select asked.place, grouping(entry.user_id, entry.ip_address, entry.user_agent) as missing,
                          coalesce(entry.user_id, host(entry.ip_address), entry.user_agent) as name, count(*) as times,
                          bool_and(entry.source = 'demo' and entry.principal = 'sealwatch') as staged
                     from unnest($1::bigint[], $2::integer[]) as asked (id, place)
                     join log_batches as batch on batch.batch_no = entry_batch(asked.id)
                    cross join lateral (
                          select stored.user_id, stored.ip_address, stored.user_agent, stored.source, stored.principal
                            from aggregated_logs as stored
                           where stored.created_at = batch.created_at
                             and stored.created_at >= $3
                             and stored.id = asked.id
                          offset 0) as entry
                    group by grouping sets ((asked.place, entry.user_id), (asked.place, entry.ip_address),
                                            (asked.place, entry.user_agent))),
                   ranked as (
                   select place, missing, name, times, staged,
                          row_number() over (partition by place, missing
                                                 order by times desc, name collate "C") as rank
                     from counted
                    where name is not null)
            select place, missing, case when rank <= $4 then name end as name, sum(times)::bigint as times,
                   bool_and(staged) as staged
              from ranked
             group by 1, 2, 3
            """;

    /**
     * Who and what the added events of each finding name, by its place in the list.
     *
     * @param since none of them happened before, microseconds
     */
    Uni<Map<Integer, Evidence>> of(SqlConnection connection, List<Finding> findings, long since) {
        List<Long> ids = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < findings.size(); place++) {
            for (Event event : findings.get(place).added()) {
                ids.add(event.id());
                places.add(place);
            }
        }
        Tuple asked = Tuple.tuple()
                .addValue(ids.toArray(Long[]::new))
                .addValue(places.toArray(Integer[]::new))
                .addOffsetDateTime(TraceStore.received(since))
                .addInteger(Tally.ROOM);
        return connection
                .preparedQuery(TALLY)
                .execute(asked)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(TallyStore::tallies);
    }

    private static Map<Integer, Evidence> tallies(RowSet<Row> rows) {
        Map<Integer, Map<Integer, List<Row>>> byPlace = new HashMap<>();
        rows.forEach(row -> byPlace.computeIfAbsent(row.getInteger("place"), none -> new HashMap<>())
                .computeIfAbsent(row.getInteger("missing"), none -> new ArrayList<>())
                .add(row));
        Map<Integer, Evidence> tallies = new HashMap<>();
        byPlace.forEach((place, lists) -> tallies.put(place, tally(lists)));
        return tallies;
    }

    // The bits of grouping() tell which of the three columns the rows are not about.
    private static Evidence tally(Map<Integer, List<Row>> lists) {
        return Evidence.counted(
                names(lists.getOrDefault(0b011, List.of())),
                names(lists.getOrDefault(0b101, List.of())),
                names(lists.getOrDefault(0b110, List.of())),
                lists.values().stream().flatMap(List::stream).allMatch(row -> row.getBoolean("staged")));
    }

    private static Tally names(List<Row> rows) {
        Map<String, Long> counts = new HashMap<>();
        long others = 0;
        for (Row row : rows) {
            if (row.getString("name") == null) {
                others += row.getLong("times");
            } else {
                counts.put(row.getString("name"), row.getLong("times"));
            }
        }
        return new Tally(Map.copyOf(counts), others);
    }
}
