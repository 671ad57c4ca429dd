package dev.sealwatch.dashboard;

import dev.sealwatch.dashboard.Entity.Raised;
import dev.sealwatch.dashboard.Incident.Full;
import dev.sealwatch.detection.Anomaly;
import dev.sealwatch.detection.AnomalyTexts;
import dev.sealwatch.logs.LogEntry;
import dev.sealwatch.platform.IpAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what stands around an incident. */
@ApplicationScoped
class IncidentStore {

    private final Pool pool;
    private final AnomalyTexts texts;

    IncidentStore(Pool pool, AnomalyTexts texts) {
        this.pool = pool;
        this.texts = texts;
    }

    private static final String NEARBY = """
            select id, about, severity, status, created_at
              from security_alerts
             where entity = any($1)
               and id <> all($2)
               and created_at >= $3::timestamptz - interval '1 hour'
               and created_at <= $4::timestamptz + interval '1 hour'
             order by id desc
             limit 20
            """;

    /** Twenty other alerts of its user or its address, of an hour before and after it; the latest first. */
    Uni<List<Raised>> nearby(Anomaly anomaly, List<Long> without, Locale language) {
        return pool.preparedQuery(NEARBY)
                .mapping(row -> new Raised(
                        row.getLong("id"),
                        texts.title(row.getString("about"), language),
                        row.getString("severity"),
                        row.getString("status"),
                        row.getOffsetDateTime("created_at").toInstant()))
                .execute(Tuple.of(
                        entities(anomaly),
                        without.toArray(Long[]::new),
                        anomaly.firstSeen().atOffset(ZoneOffset.UTC),
                        anomaly.detectedAt().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.stream().toList());
    }

    /** As alerts are keyed. */
    private static String[] entities(Anomaly anomaly) {
        Stream<String> addresses = Stream.concat(
                Stream.ofNullable(anomaly.key().ipAddress()),
                Stream.ofNullable(anomaly.ipAddress())
                        .flatMap(address -> IpAddress.parse(address).map(IpAddress::key).stream()));
        Stream<String> users = Stream.concat(
                Stream.ofNullable(anomaly.key().userId()),
                Stream.ofNullable(anomaly.userId()).map(LogEntry::userKey));
        return Stream.concat(addresses.map(key -> "ip:" + key), users.map(key -> "user:" + key))
                .distinct()
                .toArray(String[]::new);
    }

    private static final String LAST_FULL = """
            select started_at, (result ->> 'total')::bigint as total, (result ->> 'unknown_key')::bigint as unknown_key,
                   (result ->> 'tampered')::bigint + (result ->> 'missing')::bigint + (result ->> 'inserted')::bigint as wrong
              from verifications
             where state = 'done'
               and jsonb_strip_nulls(selection) = '{}'
             order by started_at desc, id
             limit 1
            """;

    /** The last verification of everything. */
    Uni<Optional<Full>> lastFull() {
        return pool.preparedQuery(LAST_FULL)
                .mapping(row -> new Full(
                        row.getOffsetDateTime("started_at").toInstant(),
                        row.getLong("total"),
                        row.getLong("wrong"),
                        row.getLong("unknown_key")))
                .execute()
                .map(rows -> rows.stream().findFirst());
    }
}
