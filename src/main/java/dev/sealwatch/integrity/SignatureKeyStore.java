package dev.sealwatch.integrity;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
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
}
