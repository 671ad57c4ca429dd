package dev.sealwatch.security;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Who holds which permissions, and which tokens were revoked. */
@ApplicationScoped
class StandingStore {

    private final Pool pool;
    private final Clock clock;

    StandingStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    private static final String ALL = """
            select 'user:' || username as principal, session_id, permissions
              from users
             union all
            select 'token:' || name, id, permissions
              from api_tokens
             where revoked_at is null
            """;

    Uni<Map<String, Standing>> all() {
        return pool.query(ALL)
                .execute()
                .map(rows -> stream(rows)
                        .collect(Collectors.toMap(row -> row.getString("principal"), StandingStore::standing)));
    }

    private static final String ONE = """
            select session_id, permissions
              from users
             where 'user:' || username = $1
             union all
            select id, permissions
              from api_tokens
             where 'token:' || name = $1
               and revoked_at is null
            """;

    Uni<Optional<Standing>> of(String principal) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(principal))
                .map(rows -> stream(rows).map(StandingStore::standing).findFirst());
    }

    private static final String REVOKED = """
            select id
              from revoked_tokens
             where expires_at > $1
            """;

    Uni<Set<String>> revoked() {
        return pool.preparedQuery(REVOKED)
                .execute(Tuple.of(now()))
                .map(rows -> stream(rows).map(row -> row.getString("id")).collect(Collectors.toUnmodifiableSet()));
    }

    private static final String REVOKE = """
            insert into revoked_tokens (id, principal, revoked_at, expires_at)
            values ($1, $2, $3, $4)
            on conflict (id) do nothing
            """;

    Uni<Void> revoke(SqlConnection connection, String id, String principal, Instant expiresAt) {
        return connection
                .preparedQuery(REVOKE)
                .execute(Tuple.of(id, principal, now(), expiresAt.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static final String FORGET = """
            delete from revoked_tokens
             where expires_at <= $1
            """;

    /** An expired token needs no revocation. */
    Uni<Void> forgetExpired() {
        return pool.preparedQuery(FORGET).execute(Tuple.of(now())).replaceWithVoid();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    static Standing standing(Row row) {
        return new Standing(row.getUUID("session_id"), Set.copyOf(List.of(row.getArrayOfStrings("permissions"))));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
