package dev.sealwatch.detection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of an anomaly does not depend on when cycles ran.
 *
 * @param severity of suspicious addresses left out: it only rises, also where late entries water down what was seen
 */
record Verdict(
        String type,
        String key,
        String severity,
        int observed,
        long count,
        Instant first,
        Instant crossed,
        Instant last,
        boolean followed) {

    private static final String ANOMALIES = """
            select type, key, severity, observed, event_count, first_seen, crossed_at, last_seen, followed
              from security_anomalies
             where merged_into is null
            """;

    private static final String INDICATORS = """
            select indicator, occurrences from threat_intelligence where type = 'ip'
            """;

    private static final Set<String> INCRIMINATING = Set.of("brute_force_attack", "rate_limit_abuse");

    /** Of all that was sent, by the plain reading of the contract. */
    static List<Verdict> expected(List<Law> laws, List<Happening> sent) {
        Reference reference = new Reference(laws);
        reference.receive(Instant.now(), sent);
        return reference.judge(Instant.now()).stream().map(Verdict::of).toList();
    }

    private static Verdict of(Reference.Anomaly anomaly) {
        return new Verdict(
                anomaly.type(),
                anomaly.key(),
                anomaly.severity(),
                anomaly.observed(),
                anomaly.count(),
                anomaly.first(),
                anomaly.crossed(),
                anomaly.last(),
                anomaly.followed());
    }

    /** Those that are stored. */
    static List<Verdict> read(Connection connection) throws SQLException {
        List<Verdict> verdicts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ANOMALIES)) {
            while (row.next()) {
                verdicts.add(new Verdict(
                        row.getString("type"),
                        row.getString("key"),
                        row.getString("severity"),
                        row.getInt("observed"),
                        row.getLong("event_count"),
                        time(row, "first_seen"),
                        time(row, "crossed_at"),
                        time(row, "last_seen"),
                        row.getBoolean("followed")));
            }
        }
        return verdicts;
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** How often each address was seen, by the stored indicators. */
    static Map<String, Long> indicators(Connection connection) throws SQLException {
        Map<String, Long> occurrences = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(INDICATORS)) {
            while (row.next()) {
                occurrences.put("ip:" + row.getString("indicator"), row.getLong("occurrences"));
            }
        }
        return occurrences;
    }

    /** How often each address should have been seen: once in every anomaly that speaks against it. */
    static Map<String, Long> occurrences(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(Verdict::incriminates)
                .collect(Collectors.groupingBy(Verdict::key, Collectors.counting()));
    }

    private boolean incriminates() {
        return INCRIMINATING.contains(type) || type.equals("suspicious_ip") && severity.equals("high");
    }

    /** To compare by. */
    Verdict lasting() {
        return type.equals("suspicious_ip")
                ? new Verdict(type, key, "", observed, count, first, crossed, last, followed)
                : this;
    }
}
