package dev.sealwatch.dashboard;

import dev.sealwatch.dashboard.Traffic.Hour;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much came in lately. */
@ApplicationScoped
class TrafficStore {

    private static final int HOURS = 24;

    private final Pool pool;
    private final Clock clock;

    TrafficStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    private static final String COUNTED = """
            select hour, source, level, category, sum(entries)::bigint as entries
              from log_counts
             where hour >= $1
               and hour < $2
               and (source <> 'demo'
                    or not exists (select from log_sources where name = 'demo' and shown_from is not null and not shown))
             group by grouping sets ((hour), (source), (level), (category))
             order by grouping(hour), entries desc, source, level, category
             limit 1000
            """;

    Uni<Traffic> lately() {
        Instant until = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        Instant since = until.minus(HOURS + 1, ChronoUnit.HOURS);
        return pool.preparedQuery(COUNTED)
                .execute(Tuple.of(since.atOffset(ZoneOffset.UTC), until.atOffset(ZoneOffset.UTC)))
                .map(rows -> traffic(rows.stream().toList(), since, until));
    }

    private static Traffic traffic(List<Row> rows, Instant since, Instant until) {
        Map<Instant, Long> byHour = rows.stream()
                .filter(row -> row.getOffsetDateTime("hour") != null)
                .collect(Collectors.toMap(
                        row -> row.getOffsetDateTime("hour").toInstant(), row -> row.getLong("entries")));
        List<Hour> timeline = Stream.iterate(since, until::isAfter, hour -> hour.plus(1, ChronoUnit.HOURS))
                .map(hour -> new Hour(hour, byHour.getOrDefault(hour, 0L)))
                .toList();
        return new Traffic(
                timeline.stream().mapToLong(Hour::count).sum(),
                by("source", rows),
                by("level", rows),
                by("category", rows),
                timeline,
                since,
                until);
    }

    private static Map<String, Long> by(String column, List<Row> rows) {
        Map<String, Long> counts = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> row.getString(column) != null)
                .forEach(row -> counts.put(row.getString(column), row.getLong("entries")));
        return counts;
    }
}
