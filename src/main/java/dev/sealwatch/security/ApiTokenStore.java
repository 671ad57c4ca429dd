package dev.sealwatch.security;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The tokens of services. */
@ApplicationScoped
class ApiTokenStore {

    private final Pool pool;
    private final Clock clock;

    ApiTokenStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    private static final String LIST = """
            select id, name, permissions, created_by, created_at, expires_at, revoked_at, last_used_at
              from api_tokens
             order by name
            """;

    Uni<List<ApiToken>> list() {
        return pool.preparedQuery(LIST)
                .mapping(ApiTokenStore::token)
                .execute()
                .map(rows -> rows.stream().toList());
    }

    private static final String KEEP = """
            insert into api_tokens as kept (id, name, permissions, created_by, created_at, expires_at)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (name) do update
               set id           = excluded.id,
                   permissions  = excluded.permissions,
                   created_by   = excluded.created_by,
                   created_at   = excluded.created_at,
                   expires_at   = excluded.expires_at,
                   revoked_at   = null,
                   last_used_at = null
             where kept.revoked_at is not null
                or kept.expires_at <= excluded.created_at
                or $7
            returning id, name, permissions, created_by, created_at, expires_at, revoked_at, last_used_at
            """;

    /**
     * Empty when a token of that name counts still and shall not be replaced.
     *
     * @param token what has no time and no use yet
     */
    Uni<Optional<ApiToken>> keep(SqlConnection connection, ApiToken token, boolean replace) {
        Tuple arguments = Tuple.tuple()
                .addUUID(token.id())
                .addString(token.name())
                .addArrayOfString(token.permissions().stream().sorted().toArray(String[]::new))
                .addString(token.createdBy())
                .addOffsetDateTime(at(token.createdAt()))
                .addOffsetDateTime(at(token.expiresAt()))
                .addBoolean(replace);
        return connection
                .preparedQuery(KEEP)
                .mapping(ApiTokenStore::token)
                .execute(arguments)
                .map(rows -> rows.stream().findFirst());
    }

    private static final String REVOKE = """
            update api_tokens
               set revoked_at = $2
             where id = $1
               and revoked_at is null
            returning id, name, permissions, created_by, created_at, expires_at, revoked_at, last_used_at
            """;

    Uni<Optional<ApiToken>> revoke(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery(REVOKE)
                .mapping(ApiTokenStore::token)
                .execute(Tuple.of(id, at(clock.instant())))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String USED = """
            update api_tokens
               set last_used_at = greatest(last_used_at, used.at)
              from unnest($1::text[], $2::timestamptz[]) as used (name, at)
             where api_tokens.name = used.name
            """;

    Uni<Void> used(Map<String, Instant> lastUses) {
        String[] names = lastUses.keySet().toArray(String[]::new);
        OffsetDateTime[] times =
                Arrays.stream(names).map(name -> at(lastUses.get(name))).toArray(OffsetDateTime[]::new);
        return pool.preparedQuery(USED).execute(Tuple.of(names, times)).replaceWithVoid();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static ApiToken token(Row row) {
        return new ApiToken(
                row.getUUID("id"),
                row.getString("name"),
                Set.of(row.getArrayOfStrings("permissions")),
                row.getString("created_by"),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                instant(row, "revoked_at"),
                instant(row, "last_used_at"));
    }
}
