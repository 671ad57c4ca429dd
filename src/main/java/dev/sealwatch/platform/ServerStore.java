package dev.sealwatch.platform;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What kind of server the database is, asked before anything is changed in it. */
@ApplicationScoped
class ServerStore {

    /** The versions that the service is tested with, as {@code server_version_num} without the minor one. */
    private static final int OLDEST = 15;

    private static final int NEWEST = 18;
    private static final int MINORS = 10_000;

    private final Pool pool;

    ServerStore(Pool pool) {
        this.pool = pool;
    }

    private static final String SERVER = """
            select current_setting('server_version_num')::int as version,
                   current_setting('server_encoding') as encoding,
                   pg_is_in_recovery() as standby,
                   coalesce(has_schema_privilege(current_schema(), 'create'), false) as may_create
            """;

    /** Why the service can't work with it, in words for whoever configures it; empty where it can. */
    Uni<List<String>> refusals() {
        return pool.query(SERVER)
                .execute()
                .map(rows -> refusals(rows.iterator().next()))
                .onFailure()
                .recoverWithItem(away -> List.of(unreachable(away)));
    }

    private static List<String> refusals(Row server) {
        List<String> refusals = new ArrayList<>();
        int version = server.getInteger("version") / MINORS;
        if (version < OLDEST || version > NEWEST) {
            refusals.add("SEALWATCH_DB_URL leads to PostgreSQL " + version + "; versions " + OLDEST + " to " + NEWEST
                    + " are supported. Use one of them.");
        }
        if (!"UTF8".equals(server.getString("encoding"))) {
            refusals.add("SEALWATCH_DB_URL leads to a database in " + server.getString("encoding")
                    + "; it has to be UTF8. Create it with: create database … encoding 'UTF8' template template0");
        }
        if (server.getBoolean("standby")) {
            refusals.add("SEALWATCH_DB_URL leads to a standby, which takes no writes. Name the primary.");
        }
        if (!server.getBoolean("may_create")) {
            refusals.add("SEALWATCH_DB_USERNAME names a role that may not create tables in the database. "
                    + "Make it the database's owner: alter database … owner to …");
        }
        return refusals;
    }

    private static String unreachable(Throwable away) {
        String state = away instanceof PgException refused ? String.valueOf(refused.getSqlState()) : "";
        return switch (state) {
            case "28P01", "28000" ->
                "SEALWATCH_DB_USERNAME and SEALWATCH_DB_PASSWORD are refused by the database. "
                        + "Set those of a role that may log in there.";
            case "3D000" ->
                "SEALWATCH_DB_URL names a database that does not exist on that server. Create it, or name another.";
            default ->
                "SEALWATCH_DB_URL leads to no PostgreSQL that answers (" + firstLine(away)
                        + "). Start it, or correct host and port.";
        };
    }

    private static String firstLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
