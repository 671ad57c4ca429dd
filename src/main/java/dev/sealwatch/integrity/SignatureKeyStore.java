package dev.sealwatch.integrity;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The numbers by which rows name their signing key. */
@Singleton
class SignatureKeyStore {

    private final Pool pool;
    private final Clock clock;

    SignatureKeyStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    // Known ids are left out first: a conflict would spend a number of a smallint at every start.
    private static final String REGISTER = """
            insert into signature_keys (kid, created_at)
            select kid, $2
              from unnest($1::text[]) as configured (kid)
             where not exists (select from signature_keys known where known.kid = configured.kid)
                on conflict (kid) do nothing
            """;

    /** Gives every key its number, unless it has one. */
    Uni<Void> register(List<String> kids) {
        return pool.preparedQuery(REGISTER)
                .execute(Tuple.of(kids.toArray(String[]::new), clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static final String ALL = """
            select key_no, kid
              from signature_keys
            """;

    Uni<Map<Integer, String>> all() {
        return pool.preparedQuery(ALL).execute().map(rows -> {
            Map<Integer, String> kids = new HashMap<>();
            rows.forEach(row -> kids.put(row.getInteger("key_no"), row.getString("kid")));
            return Map.copyOf(kids);
        });
    }

    // Batches are counted before their keys are looked up, since there are few keys and many batches.
    private static final String USES = """
            select kid, signature_keys.created_at, coalesce(batches, 0) as batches, coalesce(used.entries, 0) as entries, last
              from signature_keys
              left join (select key_no, count(*) as batches, sum(entries)::bigint as entries, max(created_at) as last
                           from log_batches
                          group by key_no) as used using (key_no)
             order by key_no
            """;

    /** What a key signed. @param last when it signed last, or null */
    record KeyUse(String kid, Instant createdAt, long batches, long entries, Instant last) {}

    Uni<List<KeyUse>> uses() {
        return pool.preparedQuery(USES)
                .mapping(SignatureKeyStore::use)
                .execute()
                .map(rows -> rows.stream().toList());
    }

    private static KeyUse use(Row row) {
        OffsetDateTime last = row.getOffsetDateTime("last");
        return new KeyUse(
                row.getString("kid"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getLong("batches"),
                row.getLong("entries"),
                last == null ? null : last.toInstant());
    }
}
