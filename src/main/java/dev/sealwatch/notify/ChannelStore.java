package dev.sealwatch.notify;

import dev.sealwatch.notify.Channel.Type;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The channels, as people read and change them. */
@ApplicationScoped
class ChannelStore {

    private final Pool pool;
    private final Clock clock;

    ChannelStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    private static final String ALL = """
            select id as channel_id, name, type, enabled, preset, url, target, recipients, language
              from notification_channels
             order by name
            """;

    Uni<List<Channel>> all() {
        return pool.preparedQuery(ALL)
                .mapping(Channel::of)
                .execute()
                .map(rows -> rows.stream().toList());
    }

    private static final String ONE = """
            select id as channel_id, name, type, enabled, preset, url, target, recipients, language
              from notification_channels
             where id = $1
            """;

    Uni<Optional<Channel>> one(UUID id) {
        return pool.preparedQuery(ONE)
                .mapping(Channel::of)
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String HOLD = """
            select id as channel_id, name, type, enabled, preset, url, target, recipients, language
              from notification_channels
             where id = $1
               for update
            """;

    /** As it is until the end of the transaction. */
    Uni<Optional<Channel>> hold(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery(HOLD)
                .mapping(Channel::of)
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String ADD = """
            insert into notification_channels (id, name, type, enabled, preset, url, target, recipients, language,
                                               updated_at, updated_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                on conflict on constraint notification_channels_name do nothing
            """;

    /** False where one of that name is there already. */
    Uni<Boolean> add(SqlConnection connection, Channel channel, String by) {
        return connection.preparedQuery(ADD).execute(values(channel, by)).map(rows -> rows.rowCount() == 1);
    }

    private static final String CHANGE = """
            update notification_channels
               set name = $2, type = $3, enabled = $4, preset = $5, url = $6, target = $7, recipients = $8,
                   language = $9, updated_at = $10, updated_by = $11
             where id = $1
               and not exists (select 1 from notification_channels as other where other.name = $2 and other.id <> $1)
            """;

    /** False where another one has the name. */
    Uni<Boolean> change(SqlConnection connection, Channel channel, String by) {
        return connection
                .preparedQuery(CHANGE)
                .execute(values(channel, by))
                .map(rows -> rows.rowCount() == 1)
                .onFailure(ChannelStore::isTaken)
                .recoverWithItem(false);
    }

    /** Somebody gave another one the same name at the same time. */
    private static boolean isTaken(Throwable failure) {
        return failure instanceof PgException pg && "notification_channels_name".equals(pg.getConstraint());
    }

    private static final String USED_BY = """
            select id
              from alert_rules
             where $1 = any (channels)
             order by position
            """;

    /** Ids of the rules that name it. */
    Uni<List<String>> usedBy(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery(USED_BY)
                .mapping(row -> row.getString("id"))
                .execute(Tuple.of(id.toString()))
                .map(rows -> rows.stream().toList());
    }

    private static final String REMOVE = """
            delete from notification_channels
             where id = $1
            """;

    Uni<Void> remove(SqlConnection connection, UUID id) {
        return connection.preparedQuery(REMOVE).execute(Tuple.of(id)).replaceWithVoid();
    }

    private Tuple values(Channel channel, String by) {
        boolean webhook = channel.type() == Type.WEBHOOK;
        return Tuple.tuple()
                .addUUID(channel.id())
                .addString(channel.name())
                .addString(channel.type().word())
                .addBoolean(channel.enabled())
                .addString(webhook ? channel.preset().word() : null)
                .addString(channel.url())
                .addValue(webhook ? Buffer.buffer(channel.target()) : null)
                .addArrayOfString(webhook ? null : channel.recipients().toArray(String[]::new))
                .addString(channel.language().word())
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC))
                .addString(by);
    }
}
