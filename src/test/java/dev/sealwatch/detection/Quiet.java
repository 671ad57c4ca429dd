package dev.sealwatch.detection;

import dev.sealwatch.processes.Wait;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Waits until every detector has read all that is stored, and what follows from it is written. */
final class Quiet {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String BEHIND = """
            select (select count(*)
                      from batch_readers as reader
                      join log_batches as batch
                        on batch.era > reader.era
                        or batch.era = reader.era and not pg_visible_in_snapshot(batch.tx, reader.snapshot)
                     where reader.name like 'detection.%')
                 + (select count(*) from threat_sightings where not settled)
            """;

    private Quiet() {}

    static void await(Connection connection) {
        Wait.until("nothing is unread", PATIENCE, () -> behind(connection) == 0);
    }

    /** What is stored and has not been judged, once by each detector. */
    static long behind(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(BEHIND)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
