package dev.sealwatch.ingest.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sealwatch.processes.DatabaseProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the database holds.
 *
 * @param entries of the producers, each exactly as sent
 * @param strange rows that differ from what was sent, or are there for the second time
 * @param gaps writers whose numbers do not run from one without a gap
 */
record Stored(Set<SentEntry> entries, List<String> strange, List<String> gaps, int deadLetters) {

    private static final int ROWS_AT_ONCE = 2_000;
    private static final List<String> TEXTS =
            List.of("log_id", "source", "level", "category", "message", "user_id", "ip_address", "user_agent");

    static Stored read(DatabaseProcess database) throws SQLException {
        Stored stored = new Stored(new HashSet<>(), new ArrayList<>(), new ArrayList<>(), 0);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(ROWS_AT_ONCE);
            stored.readEntries(statement);
            stored.readGaps(statement);
            return new Stored(stored.entries, stored.strange, stored.gaps, countDeadLetters(statement));
        }
    }

    private static final String ENTRIES = """
            select log_id::text, source, level, category, message, metadata::text, user_id,
                   host(ip_address) as ip_address, user_agent, timestamp, principal
              from aggregated_logs
             where principal like 'token:%'
            """;

    private void readEntries(Statement statement) throws SQLException {
        ResultSet rows = statement.executeQuery(ENTRIES);
        while (rows.next()) {
            try {
                note(rows);
            } catch (JsonProcessingException | ClassCastException e) {
                strange.add("unreadable: " + rows.getString("message"));
            }
        }
    }

    private void note(ResultSet rows) throws SQLException, JsonProcessingException {
        ObjectNode metadata = (ObjectNode) SentEntry.JSON.readTree(rows.getString("metadata"));
        String principal = rows.getString("principal");
        int producer = Integer.parseInt(principal.substring(principal.lastIndexOf('-') + 1));
        SentEntry sent = new SentEntry(producer, metadata.path("number").asInt(-1));
        ObjectNode found = row(rows, metadata, sent.hasTimestamp());
        if (!found.equals(sent.json())) {
            strange.add(found + " instead of " + sent.json());
        } else if (!entries.add(sent)) {
            strange.add("twice: " + found);
        }
    }

    private static ObjectNode row(ResultSet rows, ObjectNode metadata, boolean timestamp) throws SQLException {
        ObjectNode json = SentEntry.JSON.createObjectNode();
        for (String name : TEXTS) {
            json.put(name, rows.getString(name));
        }
        json.set("metadata", metadata);
        if (timestamp) {
            OffsetDateTime time = rows.getObject("timestamp", OffsetDateTime.class);
            json.put("timestamp", time.toInstant().toString());
        }
        return json;
    }

    private static final String GAPS = """
            select writer
              from log_batches
             group by writer
            having min(writer_seq) <> 1 or max(writer_seq) <> count(*)
            """;

    private void readGaps(Statement statement) throws SQLException {
        ResultSet rows = statement.executeQuery(GAPS);
        while (rows.next()) {
            gaps.add(rows.getString("writer"));
        }
    }

    private static int countDeadLetters(Statement statement) throws SQLException {
        ResultSet rows = statement.executeQuery("select count(*) from dead_letters");
        rows.next();
        return rows.getInt(1);
    }
}
