package dev.sealwatch.security;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The local users. */
@ApplicationScoped
class UserStore {

    private final Pool pool;
    private final Clock clock;

    UserStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    private static final String LIST = """
            select username, permissions, created_at, updated_at
              from users
             order by username
            """;

    Uni<List<User>> list() {
        return pool.preparedQuery(LIST)
                .mapping(UserStore::user)
                .execute()
                .map(rows -> rows.stream().toList());
    }

    private static final String ACCOUNT = """
            select password_hash, session_id, permissions
              from users
             where username = $1
            """;

    Uni<Optional<Account>> account(String username) {
        return pool.preparedQuery(ACCOUNT)
                .mapping(Account::of)
                .execute(Tuple.of(username))
                .map(rows -> rows.stream().findFirst());
    }

    /** What a sign-in needs to know of a user. */
    record Account(String passwordHash, Standing standing) {

        private static Account of(Row row) {
            return new Account(row.getString("password_hash"), StandingStore.standing(row));
        }
    }

    private static final String LOCK = """
            select username, permissions, created_at, updated_at
              from users
             where username = $1
                or 'security.manage' = any (permissions)
             order by username
               for update
            """;

    /** The user, if there is one, and everybody who manages; they stay as they are until the transaction ends. */
    Uni<List<User>> lockWithManagers(SqlConnection connection, String username) {
        return connection
                .preparedQuery(LOCK)
                .mapping(UserStore::user)
                .execute(Tuple.of(username))
                .map(rows -> rows.stream().toList());
    }

    private static final String CREATE = """
            insert into users (username, password_hash, permissions, session_id, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $5)
            on conflict (username) do nothing
            returning username, permissions, created_at, updated_at
            """;

    /** Empty when the name is taken. */
    Uni<Optional<User>> create(SqlConnection connection, String username, String hash, Set<String> permissions) {
        return connection
                .preparedQuery(CREATE)
                .mapping(UserStore::user)
                .execute(Tuple.of(username, hash, sorted(permissions), UUID.randomUUID(), now()))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String CHANGE = """
            update users
               set permissions   = coalesce($2, permissions),
                   password_hash = coalesce($3, password_hash),
                   session_id    = case when $3 is null then session_id else $4 end,
                   updated_at    = $5
             where username = $1
            returning username, permissions, created_at, updated_at
            """;

    /**
     * @param permissions null: as they are
     * @param hash null: as it is; a new one ends all sessions
     */
    Uni<User> change(SqlConnection connection, String username, Set<String> permissions, String hash) {
        String[] changed = permissions == null ? null : sorted(permissions);
        return connection
                .preparedQuery(CHANGE)
                .mapping(UserStore::user)
                .execute(Tuple.of(username, changed, hash, UUID.randomUUID(), now()))
                .map(rows -> rows.iterator().next());
    }

    private static final String DELETE = """
            delete from users
             where username = $1
            """;

    Uni<Void> delete(SqlConnection connection, String username) {
        return connection.preparedQuery(DELETE).execute(Tuple.of(username)).replaceWithVoid();
    }

    private static final String IS_EMPTY = """
            select not exists (select from users) as empty
            """;

    Uni<Boolean> isEmpty() {
        return pool.query(IS_EMPTY).execute().map(rows -> rows.iterator().next().getBoolean("empty"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String[] sorted(Set<String> permissions) {
        return permissions.stream().sorted().toArray(String[]::new);
    }

    private static User user(Row row) {
        return new User(
                row.getString("username"),
                Set.of(row.getArrayOfStrings("permissions")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
