package dev.sealwatch.dashboard;

import dev.sealwatch.dashboard.Entity.Episode;
import dev.sealwatch.dashboard.Entity.Known;
import dev.sealwatch.dashboard.Entity.Raised;
import dev.sealwatch.detection.AnomalyTexts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Finds what other rooms found out about one user or address. */
@ApplicationScoped
class EntityStore {

    private final Pool pool;
    private final AnomalyTexts texts;

    EntityStore(Pool pool, AnomalyTexts texts) {
        this.pool = pool;
        this.texts = texts;
    }

    private static final String KNOWN = """
            select threat_level, occurrences, description, last_seen
              from threat_intelligence
             where indicator_key = $1
               and type = $2
               and (expires_at is null or expires_at > $3)
            """;

    /** Null where it is no indicator now. */
    Uni<Known> known(Entity entity, Instant now) {
        Tuple arguments = Tuple.of(entity.key(), entity.isUser() ? "user" : "ip", now.atOffset(ZoneOffset.UTC));
        return found(KNOWN, arguments, EntityStore::known).map(rows -> rows.isEmpty() ? null : rows.get(0));
    }

    private static Known known(Row row) {
        return new Known(
                row.getString("threat_level"),
                row.getLong("occurrences"),
                row.getString("description"),
                Columns.time(row, "last_seen"));
    }

    private static final String ANOMALIES = """
            select id, type, severity, status, event_count, first_seen, last_seen
              from security_anomalies
             where (key = $1 or user_key = $2 or ip_address = $3)
               and merged_into is null
             order by last_seen desc, id desc
             limit 20
            """;

    /** The twenty latest. */
    Uni<List<Episode>> anomalies(Entity entity, Locale language) {
        return found(ANOMALIES, mentions(entity), row -> episode(row, language));
    }

    private Episode episode(Row row, Locale language) {
        return new Episode(
                row.getLong("id"),
                row.getString("type"),
                texts.title(row.getString("type"), language),
                row.getString("severity"),
                row.getString("status"),
                row.getLong("event_count"),
                Columns.time(row, "first_seen"),
                Columns.time(row, "last_seen"));
    }

    private static final String ALERTS = """
            select id, about, severity, status, created_at
              from security_alerts
             where entity = $1
                or ip_address = $3
                or anomaly_id in (select id
                                    from security_anomalies
                                   where user_key = $2
                                      or ip_address = $3)
             order by id desc
             limit 20
            """;

    /** The twenty latest. */
    Uni<List<Raised>> alerts(Entity entity, Locale language) {
        return found(
                ALERTS,
                mentions(entity),
                row -> new Raised(
                        row.getLong("id"),
                        texts.title(row.getString("about"), language),
                        row.getString("severity"),
                        row.getString("status"),
                        Columns.time(row, "created_at")));
    }

    private static Tuple mentions(Entity entity) {
        return entity.isUser()
                ? Tuple.of(entity.anomalyKey(), entity.key(), null)
                : Tuple.of(entity.anomalyKey(), null, entity.shown());
    }

    private <T> Uni<List<T>> found(String question, Tuple arguments, Function<Row, T> read) {
        return pool.preparedQuery(question)
                .execute(arguments)
                .map(rows -> rows.stream().map(read).toList());
    }
}
