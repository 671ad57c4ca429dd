package dev.sealwatch.notify;

import dev.sealwatch.notify.Delivery.Notice;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What is shown in_app, in the order of its positions, and how far each user has read. */
@ApplicationScoped
class FeedStore {

    /** @param position of the notice among those shown in_app */
    record Shown(long position, Notice notice) {}

    /** @param head the latest position, 0 where there is none yet */
    record Standing(long unread, long head) {}

    private final Pool pool;

    FeedStore(Pool pool) {
        this.pool = pool;
    }

    private static final String HEAD = """
            select coalesce(max(position), 0) as head
              from notifications
             where position is not null
            """;

    Uni<Long> head() {
        return pool.preparedQuery(HEAD)
                .execute()
                .map(rows -> rows.iterator().next().getLong("head"));
    }

    private static final String AFTER = """
            select position, id, event, texts, summary, at
              from notifications
             where position > $1
             order by position
             limit $2
            """;

    Uni<List<Shown>> after(long position, int limit) {
        return pool.preparedQuery(AFTER)
                .mapping(FeedStore::shown)
                .execute(Tuple.of(position, limit))
                .map(rows -> rows.stream().toList());
    }

    private static final String UNREAD = """
            select position, id, event, texts, summary, at
              from notifications
             where position > coalesce((select position from notification_reads where principal = $1), 0)
             order by position desc
             limit $2
            """;

    /** The latest first. */
    Uni<List<Shown>> unread(String principal, int limit) {
        return pool.preparedQuery(UNREAD)
                .mapping(FeedStore::shown)
                .execute(Tuple.of(principal, limit))
                .map(rows -> rows.stream().toList());
    }

    private static final String STANDING = """
            select (select count(*)
                      from notifications
                     where position > coalesce((select position from notification_reads where principal = $1), 0))
                       as unread,
                   (select coalesce(max(position), 0) from notifications) as head
            """;

    Uni<Standing> standing(String principal) {
        return pool.preparedQuery(STANDING)
                .mapping(row -> new Standing(row.getLong("unread"), row.getLong("head")))
                .execute(Tuple.of(principal))
                .map(rows -> rows.iterator().next());
    }

    private static final String READ = """
            insert into notification_reads as known (principal, position)
            select $1, least($2, coalesce(max(position), 0))
              from notifications
             where position is not null
                on conflict (principal) do update
               set position = greatest(known.position, excluded.position)
            """;

    /** Never takes back what was read; nothing can be read before it is there. */
    Uni<Void> read(String principal, long position) {
        return pool.preparedQuery(READ).execute(Tuple.of(principal, position)).replaceWithVoid();
    }

    private static Shown shown(Row row) {
        Notice notice = new Notice(
                row.getUUID("id"),
                row.getString("event"),
                row.getJsonObject("texts"),
                row.getJsonObject("summary"),
                row.getOffsetDateTime("at").toInstant());
        return new Shown(row.getLong("position"), notice);
    }
}
