package dev.sealwatch.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** The migrated table that everybody fills, seen from beside the service. */
record Table(Connection connection) implements AutoCloseable {

    /** Name of the token that entries are sent with. */
    static final String SENDER_NAME = "bench";

    /** Principal of these entries. */
    static final String SENDER = "token:" + SENDER_NAME;

    static Table of(Postgres postgres) throws SQLException {
        return new Table(postgres.connect("sealwatch"));
    }

    private static final String EMPTY = """
            truncate aggregated_logs, log_batches, known_ids
            """;

    /** Every measurement begins with nothing in the table and nothing left to write from the one before. */
    void empty() throws SQLException {
        execute(EMPTY);
        execute("checkpoint");
    }

    private static final String STORED = """
            select count(*)
              from aggregated_logs
             where principal = '%s'
            """;

    long stored() throws SQLException {
        return Long.parseLong(text(STORED.formatted(SENDER)));
    }

    private static final String SAVE = """
            copy (select *
                    from aggregated_logs
                   where principal = '%s'
                   order by id) to stdout
            """;

    /** Keeps the rows as they are stored, in the text format of COPY. */
    void save(Path file) throws SQLException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(SAVE.formatted(SENDER), out);
        }
    }

    private static final String SETTINGS = """
            select version() || string_agg(format(' %s=%s', name, current_setting(name)), '' order by name)
              from pg_settings
             where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'wal_sync_method', 'shared_buffers',
                            'max_wal_size', 'wal_buffers', 'checkpoint_timeout', 'autovacuum', 'commit_delay')
            """;

    String settings() throws SQLException {
        return text(SETTINGS);
    }

    /** The only value of the only row. */
    String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
