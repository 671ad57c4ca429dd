package dev.sealwatch.intel;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Given sightings: the indicators. */
@Singleton
public class Intelligence {

    private static final String EMPTY = """
            truncate threat_intelligence, threat_sightings
            """;

    private static final String INDICATORS = """
            select indicator, threat_level, source, occurrences, first_seen, last_seen, expires_at
              from threat_intelligence
             order by indicator
            """;

    /** What is compared. */
    public record Indicator(
            String indicator, String level, String source, long occurrences, Instant first, Instant last) {}

    private final Pool pool;
    private final SightingStore sightings;
    private final SettlementStore settlement;

    Intelligence(Pool pool, SightingStore sightings, SettlementStore settlement) {
        this.pool = pool;
        this.sightings = sightings;
        this.settlement = settlement;
    }

    /** Nothing is known. */
    public void reset() {
        pool.query(EMPTY).execute().await().indefinitely();
    }

    /** Everything that is known, expired or not. */
    public List<Indicator> known() {
        return pool.query(INDICATORS).execute().await().indefinitely().stream()
                .map(Intelligence::indicator)
                .toList();
    }

    void see(Sighting... seen) {
        pool.withTransaction(connection -> sightings.see(connection, List.of(seen)))
                .await()
                .indefinitely();
    }

    void settle() {
        settlement.settle().await().indefinitely();
    }

    List<Row> ask(String sql, Object... values) {
        return pool.preparedQuery(sql).execute(Tuple.from(List.of(values))).await().indefinitely().stream()
                .toList();
    }

    /** An episode of that day of 2026's March, from 10:00 to 11:00. */
    static Sighting sighting(String address, long anomaly, int day, ThreatLevel level, Long... merged) {
        Instant first = Instant.parse("2026-03-01T10:00:00Z").plusSeconds((day - 1) * 86_400L);
        return new Sighting(
                address,
                anomaly,
                List.of(merged),
                "brute_force_attack",
                level,
                first.atOffset(ZoneOffset.UTC),
                first.plusSeconds(3_600).atOffset(ZoneOffset.UTC));
    }

    private static Indicator indicator(Row row) {
        return new Indicator(
                row.getString("indicator"),
                row.getString("threat_level"),
                row.getString("source"),
                row.getLong("occurrences"),
                row.getOffsetDateTime("first_seen").toInstant(),
                row.getOffsetDateTime("last_seen").toInstant());
    }
}
